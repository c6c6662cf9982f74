import type { RequestInfo } from '../server/requestInfo';
import type { RequestEffect, RequestFault, RequestMatch } from './Fault';

/** A request as faults see it: who asks for what. */
export type Asked = Pick<RequestInfo, 'verb' | 'target'> & { identity: string };

/** The faults that are set, and how often each may still strike. */
export class FaultTable {
  #faults: { fault: RequestFault; left: number }[] = [];

  set(faults: readonly RequestFault[]) {
    this.#faults = faults.map(fault => ({
      fault,
      left: fault.times ?? Infinity,
    }));
  }

  list(): RequestFault[] {
    return this.#faults
      .filter(({ left }) => left > 0)
      .map(({ fault }) => fault);
  }

  /** What strikes this request; each of them counts as one hit. */
  strike(
    asked: Asked,
    types?: readonly RequestEffect['type'][],
  ): RequestEffect[] {
    const struck = this.#faults.filter(
      ({ fault, left }) =>
        left > 0 &&
        (types?.includes(fault.then.type) ?? true) &&
        concerns(fault, asked),
    );
    for (const entry of struck) entry.left -= 1;
    return struck.map(({ fault }) => fault.then);
  }
}

const ofWatches: readonly string[] = ['watch-line', 'end-watch'];

function concerns({ match = {}, then }: RequestFault, asked: Asked): boolean {
  if (ofWatches.includes(then.type) && asked.verb !== 'watch') return false;
  return matches(match, asked);
}

function matches(
  { identity, verb, resource, namespace }: RequestMatch,
  asked: Asked,
): boolean {
  const { target } = asked;
  const names = target
    ? [target.resource, `${target.resource}.${target.group}`]
    : [];
  return (
    (identity === undefined || identity === asked.identity) &&
    (verb === undefined || [verb].flat().includes(asked.verb)) &&
    (resource === undefined || names.includes(resource)) &&
    (namespace === undefined || namespace === target?.namespace)
  );
}
