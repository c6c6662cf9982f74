import { JsonRecord, KubernetesObject, refOf } from '../../resources';
import { memoised } from '../../snapshot';
import { aged } from '../age';
import { ConnectionMatch, RouteSet, TcpRule, TlsRule } from '../declaration';
import { integer, records, specOf, texts } from '../fields';
import { qualify } from '../hosts';
import { readDestination, readHttpRule, StatedRule } from './httpRule';
import { gatewayKey } from './names';

/** A VirtualService as it stands, before delegates and mesh config have their say. */
export interface StatedRoutes {
  readonly routes: Omit<RouteSet, 'http' | 'exportTo'>;
  readonly exportTo: readonly string[];
  readonly rules: readonly StatedRule[];
}

/** One without hosts is there to be delegated to. */
export const isRoot = ({ routes }: StatedRoutes) => routes.hosts.length > 0;

export const readVirtualService: (object: KubernetesObject) => StatedRoutes =
  memoised(object => {
    const ref = refOf(object);
    const { namespace = '' } = object.metadata;
    const spec = specOf(object);
    return {
      routes: {
        ...aged(object),
        object: ref,
        ofGatewayApi: false,
        hosts: texts(spec.hosts).map(host => qualify(host, namespace)),
        gateways: gatewaysOf(spec, namespace),
        tls: records(spec.tls).map(
          ([entry, index]): TlsRule => ({
            matches: readConnectionMatches(entry, namespace),
            destinations: records(entry.route).map(([item]) =>
              readDestination(item, namespace),
            ),
            source: { object: ref, path: `spec.tls[${index}]` },
            afterTermination: false,
          }),
        ),
        tcp: records(spec.tcp).map(
          ([entry, index]): TcpRule => ({
            matches: readConnectionMatches(entry, namespace),
            destinations: records(entry.route).map(([item]) =>
              readDestination(item, namespace),
            ),
            source: { object: ref, path: `spec.tcp[${index}]` },
          }),
        ),
      },
      exportTo: texts(spec.exportTo),
      rules: records(spec.http).map(([entry, index]) =>
        readHttpRule(ref, entry, `spec.http[${index}]`),
      ),
    };
  });

/** Who names no gateway means the sidecars. */
function gatewaysOf(spec: JsonRecord, namespace: string): string[] {
  const stated = texts(spec.gateways);
  return stated.length > 0
    ? stated.map(name => gatewayKey(name, namespace))
    : ['mesh'];
}

function readConnectionMatches(
  entry: JsonRecord,
  namespace: string,
): ConnectionMatch[] {
  return records(entry.match).map(([match]) => ({
    sniHosts: texts(match.sniHosts),
    port: integer(match.port),
    gateways:
      texts(match.gateways).length > 0
        ? texts(match.gateways).map(name => gatewayKey(name, namespace))
        : undefined,
  }));
}
