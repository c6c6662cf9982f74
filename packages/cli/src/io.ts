import type { KubeConfig } from '@kubernetes/client-node';

/** What a command may touch, besides the files, repositories and clusters that its arguments name. */
export interface Io {
  out(text: string): void;
  err(text: string): void;
  /** The same text, in colour where the terminal has it. */
  style(format: Style, text: string): string;
  /** All of standard input, or as much of it as a file may have. */
  stdin(): Promise<Uint8Array>;
  /** Where relative paths start and the git repository is looked for. */
  readonly folder: string;
  /** Loaded when somebody asks for a cluster: it takes longer than reading a few files. */
  kubernetesClient(): Promise<KubernetesClient>;
}

/** What we use of `@kubernetes/client-node`. */
export interface KubernetesClient {
  readonly KubeConfig: new () => KubeConfig;
}

export type Style = 'bold' | 'dim' | 'green' | 'red' | 'yellow' | 'cyan';

/** Exit status as diff's: 0 fine, 1 the answer is no, 2 could not tell. */
export type ExitStatus = 0 | 1 | 2;

/** Something that the user can put right: said without a stack, a line for each fault. */
export class Refusal extends Error {}
