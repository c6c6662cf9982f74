/** A gateway in a picture: a name for people, whether the change adds it, so that nobody is led to it yet, and who answers behind it. */
export interface PicturedGateway {
  name: string;
  added?: boolean;
  services: readonly PicturedService[];
}

export interface PicturedService {
  name: string;
  /** Of the requests, where it does not get all of any kind, e.g. `10 %`. */
  share?: string;
}

/** A mermaid diagram of how requests for hosts get to services: through the gateways of today, and through those after the change. */
export function picture(
  hosts: readonly string[],
  before: readonly PicturedGateway[],
  after: readonly PicturedGateway[],
): string {
  return [
    'flowchart LR',
    ...side('before', hosts, before),
    ...side('after', hosts, after),
  ].join('\n');
}

function side(
  id: string,
  hosts: readonly string[],
  gateways: readonly PicturedGateway[],
): string[] {
  const names = {
    host: hosts,
    gateway: gateways.map(({ name, added }) =>
      added ? `${name} (new)` : name,
    ),
    service: [
      ...new Set(gateways.flatMap(each => each.services.map(s => s.name))),
    ],
  };
  const node = (kind: keyof typeof names, index: number) =>
    `${id}_${kind}${index}`;
  const nodes = (kind: keyof typeof names) =>
    names[kind].map(
      (name, index) => `${node(kind, index)}["${literal(name)}"]`,
    );

  const all = hosts.map((_, index) => node('host', index));
  const [today, added] = [false, true].map(isAdded =>
    gateways.flatMap((gateway, index) =>
      (gateway.added ?? false) === isAdded ? [node('gateway', index)] : [],
    ),
  );
  const lines = [
    ...nodes('host'),
    ...nodes('gateway'),
    ...nodes('service'),
    ...edges(all, '-->', today),
    ...edges(all, '-.->|not led yet|', added),
    ...gateways.flatMap(({ services }, index) => {
      const to = ({ name }: PicturedService) =>
        node('service', names.service.indexOf(name));
      const from = [node('gateway', index)];
      const whole = services.filter(({ share }) => !share);
      return [
        ...edges(from, '-->', whole.map(to)),
        ...services.flatMap(service =>
          service.share
            ? edges(from, `-->|"${literal(service.share)}"|`, [to(service)])
            : [],
        ),
      ];
    }),
  ];
  return [`  subgraph ${id}`, ...lines.map(line => `    ${line}`), '  end'];
}

function edges(
  from: readonly string[],
  arrow: string,
  to: readonly string[],
): string[] {
  return from.length && to.length
    ? [`${from.join(' & ')} ${arrow} ${to.join(' & ')}`]
    : [];
}

/** Text as mermaid shows it literally, on one line. */
function literal(text: string): string {
  return text.replace(
    /[^\p{L}\p{N} .:/()*-]/gu,
    character => `#${character.codePointAt(0)};`,
  );
}
