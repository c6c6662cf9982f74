/** What a command may touch. */
export interface Io {
  out(text: string): void;
  err(text: string): void;
  /** The text of a file; `-` is standard input. */
  read(path: string): Promise<string>;
  /** The files that a path stands for: itself, or the YAML and JSON files below a folder, in order. */
  files(path: string): Promise<readonly string[]>;
}

/** Exit status as diff's: 0 fine, 1 the answer is no, 2 could not tell. */
export type ExitStatus = 0 | 1 | 2;

/** Something that the user can put right: said in one line, without a stack. */
export class Refusal extends Error {}
