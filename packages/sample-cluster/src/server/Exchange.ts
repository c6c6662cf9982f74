import type { User } from './access';
import type { RequestInfo } from './requestInfo';
import type { Answering } from './respond';

/** One request on its way through the server. */
export interface Exchange extends Answering {
  info: RequestInfo;
  user: User;
}
