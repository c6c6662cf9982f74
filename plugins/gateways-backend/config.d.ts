export interface Config {
  gateways?: {
    /** Said on every product's page, e.g. that the clusters are samples without a data plane. */
    notice?: string;

    /** Kinds of catalog entities that are products. Default: System. */
    productKinds?: string[];

    /**
     * Whose namespaces and gateways are, in clusters that cannot be labelled. It wins over labels. A product is named as its label
     * does: the name of a System in namespace `default`, else `<namespace>.<name>`.
     */
    ownership?: {
      /** Namespace → product. */
      namespaces?: { [namespace: string]: string };
      /** `namespace/name` of a gateway's Deployment or Service, or of a managed Gateway → product. */
      gateways?: { [gateway: string]: string };
      /** The same for single clusters; it wins over what is said for all. */
      clusters?: {
        [cluster: string]: {
          namespaces?: { [namespace: string]: string };
          gateways?: { [gateway: string]: string };
        };
      };
    };

    /** Where git holds what the clusters run: the plan of a change edits it. */
    git?: {
      sources?: Array<{
        /** The repository, on a host of `integrations`; without credentials. */
        url: string;
        /** Default: main. */
        branch?: string;
        /** Cluster → its folder in the repository. */
        clusters: { [cluster: string]: string };
        /**
         * The folder of files that a person applies by a command (values of a chart, a file for istioctl). No agent may read it.
         * Default: installs.
         */
        installs?: string;
        /** The folder of what the portal's catalog reads: a new product's System goes there. Default: catalog. */
        catalog?: string;
      }>;
    };

    /**
     * Product → the hosts that are its own, exact or `*.example.com`. A product that is named here takes no other hosts, and no other
     * product takes these. Without it, who claims a host first by a route has it.
     */
    hosts?: { [product: string]: string[] };

    /** How new gateways are made. Teams do not see these as choices. */
    defaults?: {
      /**
       * `deployment`: plain objects (the default). `chart`: Istio's chart `gateway`, by Argo CD or Flux where the repository has such.
       * `operator`: a file for `istioctl install`. Where routes of Gateway API answer, the gateway is always a Gateway that istiod runs.
       */
      installer?: 'deployment' | 'chart' | 'operator';
      /** How many pods the autoscaler keeps. Default: 2 to 5. */
      replicas?: { min: number; max: number };
      /** The oldest TLS that a server takes, where the shared gateway does not say. */
      minProtocolVersion?: 'TLSV1_2' | 'TLSV1_3';
      /** Of each gateway's Service, e.g. which load balancer the cloud makes. */
      serviceAnnotations?: { [annotation: string]: string };
      /** The revision of istiod that injects the proxies. Default: that of the shared gateway. */
      revision?: string;
      /** The proxy's image. Default: auto, istiod says. */
      image?: string;
      chart?: {
        /** Default: https://blob.istio.io/istio-release/charts */
        repository?: string;
        version?: string;
      };
      /** What cert-manager signs certificates with. Without it, Secrets are brought by people. */
      issuer?: { kind?: 'ClusterIssuer' | 'Issuer'; name: string };
    };

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
      /**
       * Where it runs, as its Nodes' labels `topology.kubernetes.io/region` and `…/zone` say it. Gateways of two clusters stand in for
       * each other by it; without it, plans read it from the Nodes.
       */
      region?: string;
      /** Only where all of the cluster is in one. */
      zone?: string;
      /**
       * Path, in the cluster's proxies, of the CA certificates that gateways' certificates are signed by, for callers that go through a
       * gateway with TLS. Default: the CAs that the proxy's image trusts.
       */
      caCertificates?: string;

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
