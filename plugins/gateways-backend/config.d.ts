export interface Config {
  gateways?: {
    /** Said on every product's page, e.g. that the clusters are samples without a data plane. */
    notice?: string;

    /** Kinds of catalog entities that are products. Default: System. */
    productKinds?: string[];

    /**
     * The clusters that are watched. A cluster is reached by `kubeconfig` and `context`, or by `url` and a token. Clusters of the
     * Kubernetes plugin (`kubernetes.clusterLocatorMethods` of type `config`, authProvider `serviceAccount`) are watched too; of
     * two with the same name the one here counts.
     */
    clusters?: Array<{
      /** Unique; it is what plans, repositories and people call the cluster. */
      name: string;
      /** Shown instead of the name. */
      title?: string;
      region?: string;
      zone?: string;

      /** Path of a kubeconfig, relative to the working directory; `~/` is the home directory. It is read again when it changes. */
      kubeconfig?: string;
      /** Default: the file's current context. */
      context?: string;

      /** The API server's address; it begins with https://. */
      url?: string;
      /** @visibility secret */
      token?: string;
      /** Path of a file with the token; it is read for every connection, so that it may be rotated. */
      tokenFile?: string;
      /** The CA that signed the server's certificate, PEM in base64. Default: the CAs that Node.js trusts. */
      caData?: string;
      /** Path of the same as PEM; it is read for every connection. */
      caFile?: string;

      /** Do not check who the server is. The token can then be stolen by whoever answers: for trials only. */
      skipTLSVerify?: boolean;
    }>;
  };
}
