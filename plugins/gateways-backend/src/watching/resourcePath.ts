/** `plural.group`, as kubectl and CRDs name a kind: `gateways.networking.istio.io`, `services`. */
export function resourceName(kind: { group: string; plural: string }): string {
  return kind.group ? `${kind.plural}.${kind.group}` : kind.plural;
}

/** The path under which a server lists a kind, over all namespaces. */
export function resourcePath(
  kind: { group: string; plural: string },
  version: string,
): string {
  return `${groupVersionPath(kind.group, version)}/${kind.plural}`;
}

export function groupVersionPath(group: string, version: string): string {
  return group ? `/apis/${group}/${version}` : `/api/${version}`;
}
