import type { Verb } from '../Verb';

/**
 * Something that goes wrong on purpose. Requests that `match` are hit; of several faults each is applied, and the first one that
 * answers a request wins.
 */
export type Fault = RequestFault | ConnectionFault;

export interface RequestFault {
  match?: RequestMatch;
  then: RequestEffect;
  /** How many requests are hit before the fault is over. Absent: all. */
  times?: number;
}

/** What a request must be; absent fields match all. */
export interface RequestMatch {
  identity?: string;
  verb?: Verb | readonly Verb[];
  /** `virtualservices`, or with its group: `virtualservices.networking.istio.io`. Requests for no resource have none. */
  resource?: string;
  namespace?: string;
}

export type RequestEffect =
  /** An answer as Kubernetes makes it. 429 and 503 say when to come back, if asked to. */
  | {
      type: 'status';
      code: number;
      message?: string;
      retryAfterSeconds?: number;
    }
  | { type: 'delay'; milliseconds: number }
  /** The request is taken, an answer never comes. */
  | { type: 'hang' }
  /** The connection is reset instead of an answer. */
  | { type: 'reset' }
  /** A proxy's error page, with 200. */
  | { type: 'html' }
  /** `resourceVersion`s and continue tokens that a client holds are too old: 410. */
  | { type: 'expire' }
  /** The body comes in pieces of `bytes`, one each `everyMilliseconds`. */
  | { type: 'trickle'; bytes: number; everyMilliseconds: number }
  /** The connection breaks after so many bytes of the body. */
  | { type: 'truncate'; afterBytes: number }
  /** The body says that it is gzip, and is not. */
  | { type: 'corrupt-gzip' }
  /** The line is written as it stands into each matching watch: at once into those that run, and first into new ones. */
  | { type: 'watch-line'; line: string }
  /** Watches end so long after their start, or, if they run already, after the fault was set. */
  | { type: 'end-watch'; afterMilliseconds: number; abruptly?: boolean };

/** Below HTTP: the same on a sample cluster and on a real one. */
export interface ConnectionFault {
  then: ConnectionEffect;
}

export type ConnectionEffect =
  /** Half-dead TCP: connections stay open or are accepted, and nothing is transmitted any more. They stay dead when the fault ends. */
  | { type: 'silence'; connections: 'existing' | 'new' | 'all' }
  /** Nobody listens, and what was connected is cut, as if the server had gone. */
  | { type: 'refuse' };

export function isConnectionFault(fault: Fault): fault is ConnectionFault {
  return fault.then.type === 'silence' || fault.then.type === 'refuse';
}

export function isRequestFault(fault: Fault): fault is RequestFault {
  return !isConnectionFault(fault);
}
