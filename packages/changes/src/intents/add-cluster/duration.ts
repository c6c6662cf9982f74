import { ServingGateway } from '../create-gateway/servedToday';

/** The longest that a gateway takes for a request, as a route states it; undefined where a route does not say. */
export function longestTimeout({ listeners }: ServingGateway) {
  const routes = listeners
    .flatMap(({ virtualHosts }) => virtualHosts)
    .flatMap(host => host.routes)
    .filter(({ action }) => action.type === 'route');
  const stated = routes.map(({ policy: { timeout = '' } }) => ({
    timeout,
    length: durationOf(timeout),
  }));
  if (!stated.length || stated.some(({ length }) => !length)) return undefined;
  return stated.reduce((a, b) => (Number(b.length) > Number(a.length) ? b : a))
    .timeout;
}

const milliseconds: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
};

/** A duration as Istio and Gateway API write it, in milliseconds; undefined where it is none. */
export function durationOf(text: string): number | undefined {
  if (!/^(\d+(\.\d+)?(ms|h|m|s))+$/.test(text)) return undefined;
  const parts = text.matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/g);
  return [...parts].reduce(
    (sum, [, amount, unit]) => sum + Number(amount) * milliseconds[unit],
    0,
  );
}
