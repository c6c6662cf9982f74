/** How Istio's objects name others. */

/**
 * The key of a gateway that a VirtualService of `namespace` names: `name`, `ns/name`, `name.ns`, `name.ns.svc.cluster.local`.
 * `mesh` stands for the sidecars.
 */
export function gatewayKey(stated: string, namespace: string): string {
  if (stated === 'mesh') return stated;
  const slash = stated.indexOf('/');
  if (slash >= 0)
    return stated.slice(0, slash) === '.'
      ? `${namespace}${stated.slice(slash)}`
      : stated;
  const [name, ofNamespace] = stated.split('.');
  return `${ofNamespace ?? namespace}/${name}`;
}

/** A server's host: `ns/host`, `./host`, `*` before the slash or `host`. */
export function serverHost(
  stated: string,
  namespace: string,
): { host: string; namespace?: string } {
  const slash = stated.indexOf('/');
  if (slash < 0) return { host: stated };
  const owner = stated.slice(0, slash);
  const host = stated.slice(slash + 1);
  if (owner === '*') return { host };
  return { host, namespace: owner === '.' ? namespace : owner };
}
