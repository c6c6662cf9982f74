import { meshConfigOf } from '../routing';
import { HostContract } from './ContractComparison';
import { Entry } from './entries';
import { HostClass } from './hosts';
import { BaseRequest } from './parts';
import { entriesAt, Side } from './sides';

/** What both sides do with one kind of connection for a host. */
export interface Confrontation {
  readonly transport: HostContract['transport'];
  readonly base: BaseRequest;
  readonly before: Side;
  readonly after: Side;
  readonly old: readonly Entry[];
  readonly now: readonly Entry[];
}

/** Each kind of connection that either side answers; without server name only where that makes a difference. */
export function confrontationsOf(
  port: number,
  hosts: HostClass,
  before: Side,
  after: Side,
): Confrontation[] {
  const { example } = hosts;
  const normalizations = [before, after].map(
    ({ snapshot }) => meshConfigOf(snapshot).pathNormalization,
  );
  const confront = (
    transport: HostContract['transport'],
    connection: Pick<BaseRequest, 'tls' | 'sni' | 'alpn'>,
  ): Confrontation => {
    const base = {
      port,
      hosts,
      normalizations: [...new Set(normalizations)],
      ...connection,
    };
    const [old, now] = [before, after].map(side => entriesAt(side, base));
    return { transport, base, before, after, old, now };
  };
  const named = confront('tls', {
    tls: true,
    sni: example,
    // What sidecars offer, and what a gateway between networks asks for.
    ...(example.startsWith('outbound_') && { alpn: ['istio'] }),
  });
  const nameless = confront('tls-without-sni', { tls: true });
  const differs = nameless.old !== named.old || nameless.now !== named.now;
  return [
    confront('plaintext', { tls: false }),
    named,
    ...(differs ? [nameless] : []),
  ].filter(({ old, now }) => old.length + now.length > 0);
}
