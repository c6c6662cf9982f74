import { UnseenKind } from '@product-gateways/mesh';

/** One object as it was written, and where. */
export interface Manifest {
  readonly object: unknown;
  /** Absent: it comes from a cluster. */
  readonly document?: Document;
  /** Where it lies in its document: empty, or as in `items`, 3 of a List. */
  readonly within: readonly (string | number)[];
}

/** A part of a file between two `---`. */
export interface Document {
  /** For people: a path, `git:main:` and a path, or `standard input`. */
  readonly file: string;
  readonly text: string;
  /** The line of the file on which the text starts, from 1. */
  readonly line: number;
  /** Which of the documents in the text: 0, but where directives or `...` keep several together. */
  readonly index: number;
}

/** What a source gave. */
export interface Contents {
  readonly manifests: readonly Manifest[];
  /** Why parts of it could not be read: nothing else of it is to be believed. */
  readonly faults: readonly string[];
  /** What was left out, and why that is right. */
  readonly notes: readonly string[];
  readonly live?: LiveContents;
}

/** What a cluster did not show. */
export interface LiveContents {
  readonly unseen: readonly UnseenKind[];
  /** In sentences; nothing of a kind that is not installed, for it is truly not there. */
  readonly gaps: readonly string[];
}
