import type { LoggedRequest } from '../TestCluster';
import type { RequestInfo } from './requestInfo';

/** The newest requests, oldest first. */
export class RequestLog {
  #requests: LoggedRequest[] = [];

  constructor(private readonly limit = 10_000) {}

  /** The returned entry is part of the log: the answer's status and size are filled in as they become known. */
  open(
    { verb, uri, target }: RequestInfo,
    identity: string,
    now: Date,
  ): LoggedRequest {
    const request: LoggedRequest = {
      time: now.toISOString(),
      identity,
      verb,
      uri,
    };
    if (target) {
      const { group, resource, subresource, namespace, name } = target;
      Object.assign(request, { group, resource, subresource, namespace, name });
    }
    this.#requests.push(request);
    if (this.#requests.length > this.limit)
      this.#requests = this.#requests.slice(this.limit >> 1);
    return request;
  }

  list(): LoggedRequest[] {
    return structuredClone(this.#requests);
  }
}
