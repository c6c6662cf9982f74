import type { Repository } from '../git/Repository';
import type { ForgeFault } from './faults';

/** Where the repository is and changes are reviewed. */
export interface Forge {
  /** As clients name it: `http://localhost:7103`. */
  url: string;
  /** A copy to read from: up to date when `onMain` calls back. */
  repository: Repository;
  /** Calls back with main's commit after each merge. */
  onMain(listener: (commit: string) => void): void;
  readonly fault: ForgeFault | undefined;
  setFault(fault: ForgeFault | undefined): Promise<void>;
  /** Back to the start as far as the forge allows it. @returns main's commit */
  reset(): Promise<string>;
  stop(): Promise<void>;
}
