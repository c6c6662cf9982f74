import { ExitStatus, Io } from '../io';

/** What one word of the command line does. */
export interface Command {
  /** A line for the list of commands. */
  readonly summary: string;
  /** Its own usage, options, exit status and an example. */
  readonly help: string;
  run(args: readonly string[], io: Io): Promise<ExitStatus>;
}

/** What the help of every command says of the options that all have. */
export const commonHelp = `Sources, mixed freely; those of one cluster together are its configuration:
  PATH                 a YAML or JSON file, or all of them below a folder (dot folders are passed over)
  -                    standard input
  git:REF:PATH         the same as of a git ref: git:main:clusters/east
  context:NAME         a live cluster, by a context of the kubeconfig
  CLUSTER=SOURCE       any of these, as a cluster of that name: east=clusters/east

  --ref REF            read every PATH as of this git ref (no PATH: the current folder)
  --context NAME       the same as context:NAME, several times for several clusters
  --kubeconfig FILE    else KUBECONFIG, else ~/.kube/config
  --mesh-config FILE   MeshConfig, ConfigMap istio, IstioOperator or istiod's Deployment; else what the
                       sources hold, else Istio's defaults
  --istiod-env N=V     a variable of istiod's environment
  -o, --output FORMAT  text, json or markdown
`;
