/** A gateway in a picture: a name for people, and whether the change adds it. */
export interface PicturedGateway {
  name: string;
  added: boolean;
}

/** The services that answer before and after. */
export interface PicturedServices {
  before: readonly string[];
  after: readonly string[];
}

/**
 * A mermaid diagram of how requests for hosts get to services: through the gateways of today, and through those after the change.
 *
 * @param services - Which answer; the same before and after, or those of each
 */
export function picture(
  hosts: readonly string[],
  gateways: readonly PicturedGateway[],
  services: readonly string[] | PicturedServices,
): string {
  const today = gateways.filter(({ added }) => !added);
  const { before, after } =
    'before' in services ? services : { before: services, after: services };
  return [
    'flowchart LR',
    ...side('before', hosts, today, before),
    ...side('after', hosts, gateways, after),
  ].join('\n');
}

function side(
  id: string,
  hosts: readonly string[],
  gateways: readonly PicturedGateway[],
  services: readonly string[],
): string[] {
  const nodes = (kind: string, names: readonly string[]) =>
    names.map((name, index) => `${id}_${kind}${index}["${literal(name)}"]`);
  const ids = (kind: string, { length }: readonly unknown[]) =>
    Array.from({ length }, (_, index) => `${id}_${kind}${index}`);
  const edges = (from: string[], to: string[]) =>
    from.length && to.length
      ? [`${from.join(' & ')} --> ${to.join(' & ')}`]
      : [];
  const names = gateways.map(({ name, added }) =>
    added ? `${name} (new)` : name,
  );
  return [
    `subgraph ${id}`,
    ...nodes('host', hosts),
    ...nodes('gateway', names),
    ...nodes('service', services),
    ...edges(ids('host', hosts), ids('gateway', gateways)),
    ...edges(ids('gateway', gateways), ids('service', services)),
    'end',
  ].map((line, index, { length }) =>
    index === 0 || index === length - 1 ? `  ${line}` : `    ${line}`,
  );
}

/** Text as mermaid shows it literally, on one line. */
function literal(text: string): string {
  return text.replace(
    /[^\p{L}\p{N} .:/()*-]/gu,
    character => `#${character.codePointAt(0)};`,
  );
}
