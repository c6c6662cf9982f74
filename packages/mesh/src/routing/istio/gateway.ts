import { JsonRecord, KubernetesObject, Problem, refOf } from '../../resources';
import { memoised } from '../../snapshot';
import { aged } from '../age';
import { GatewayDeclaration, Server } from '../declaration';
import {
  integer,
  labels,
  record,
  records,
  specOf,
  text,
  texts,
} from '../fields';
import { ListenerTls } from '../model';
import { serverHost } from './names';

/** An Istio Gateway as it stands; a server without a port is left out. */
export const readGateway: (object: KubernetesObject) => {
  value: GatewayDeclaration;
  problems: readonly Problem[];
} = memoised(object => {
  const { name, namespace = '' } = object.metadata;
  const spec = specOf(object);
  const servers = records(spec.servers).map(([entry, index]) =>
    readServer(object, entry, `spec.servers[${index}]`),
  );
  return {
    value: {
      ...aged(object),
      key: `${namespace}/${name}`,
      object: refOf(object),
      appliesTo: { type: 'labels', labels: labels(spec.selector) },
      servers: servers.flatMap(({ value }) => value ?? []),
    },
    problems: servers.flatMap(({ problems }) => problems),
  };
});

interface Read {
  readonly value?: Server;
  readonly problems: readonly Problem[];
}

function readServer(
  object: KubernetesObject,
  entry: JsonRecord,
  path: string,
): Read {
  const source = { object: refOf(object), path };
  const stated = record(entry.port);
  const port = integer(stated.number);
  if (port === undefined)
    return {
      problems: [
        {
          source: { ...source, path: `${path}.port.number` },
          message: 'The server has no port number and is ignored',
        },
      ],
    };
  const hosts = texts(entry.hosts);
  const tls = record(entry.tls);
  const value: Server = {
    port,
    portName: text(stated.name) ?? '',
    protocol: (text(stated.protocol) ?? '').toUpperCase(),
    bind: text(entry.bind) || undefined,
    // istiod takes `*/*` for everybody, whatever else is listed.
    hosts: hosts.includes('*/*')
      ? [{ host: '*' }]
      : hosts.map(host => serverHost(host, object.metadata.namespace ?? '')),
    tls: entry.tls === undefined ? undefined : readTls(tls),
    httpsRedirect: tls.httpsRedirect === true,
    source,
  };
  return {
    value,
    problems: hosts.includes('*/*') && hosts.length > 1 ? [panics(value)] : [],
  };
}

const panics = ({ source }: Server): Problem => ({
  source: { ...source, path: `${source.path}.hosts` },
  message:
    'Host */* beside another host makes istiod 1.32 panic: list */* alone',
});

const modes: readonly string[] = [
  'SIMPLE',
  'MUTUAL',
  'OPTIONAL_MUTUAL',
  'ISTIO_MUTUAL',
  'PASSTHROUGH',
  'AUTO_PASSTHROUGH',
];
const isMode = (value: unknown): value is ListenerTls['mode'] =>
  typeof value === 'string' && modes.includes(value);

function readTls(tls: JsonRecord): ListenerTls {
  return {
    mode: isMode(tls.mode) ? tls.mode : 'PASSTHROUGH',
    credentialName: text(tls.credentialName),
    certificates: [],
    minVersion: text(tls.minProtocolVersion),
  };
}
