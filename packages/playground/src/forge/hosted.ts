import type { Repository } from '../git/Repository';
import type { PullRequests } from './PullRequests';

/** The one repository that the forge hosts. */
export const owner = 'platform';
export const name = 'deploy';

export interface Hosted {
  /** Where browsers and clients find the forge, without a slash at the end. */
  url: string;
  repository: Repository;
  pulls: PullRequests;
}
