import { ObjectRef, refOf } from '@product-gateways/mesh';
import { fullGatewayName, isGateway, istioNetworking } from '../../istio';
import { Refusal } from '../../Refusal';
import { ListAddition } from '../../tree/appendToLists';
import { Manifests } from '../../tree/manifests';
import { Manifest } from '../../tree/readManifestFile';
import { theOneIn } from '../../tree/theOneIn';
import { answeringRoutes } from './answeringRoutes';
import { ServingGateway } from './servedToday';

/**
 * What binds the VirtualServices that answer for the hosts on the shared gateway to the new one too: its name in every list that holds
 * the shared one's, those of single matches included. Nothing where it is there already.
 */
export function bindings(
  hosts: readonly string[],
  { gateway, listeners }: ServingGateway,
  newGateway: string,
  manifests: Manifests,
): ListAddition[] {
  const shared = new Set(
    gateway.definedBy
      .filter(isGateway)
      .map(({ namespace, name }) => `${namespace}/${name}`),
  );
  return virtualServicesFor(hosts, listeners)
    .map(ref => theOneIn(manifests, ref))
    .flatMap(manifest =>
      gatewayLists(manifest)
        .filter(({ names }) => names.some(name => shared.has(name)))
        .filter(({ names }) => !names.includes(newGateway))
        .map(({ path }) => ({ manifest, path, value: newGateway })),
    );
}

function virtualServicesFor(
  hosts: readonly string[],
  listeners: ServingGateway['listeners'],
): ObjectRef[] {
  const refs = answeringRoutes(hosts, listeners);
  const other = refs.find(({ group }) => group !== istioNetworking);
  if (other)
    throw new Refusal(
      'conflict',
      `${other.kind} ${other.namespace}/${other.name} answers for ${hosts.join(
        ', ',
      )} on the shared gateway, and only a VirtualService can be bound to another gateway as well. Write its routes as a VirtualService first.`,
    );
  return refs;
}

interface GatewayList {
  path: (string | number)[];
  /** In full, whatever their namespace. */
  names: readonly string[];
}

function gatewayLists({ object }: Manifest): GatewayList[] {
  const { namespace } = refOf(object);
  const spec = record(object.spec);
  const listAt = (path: (string | number)[], value: unknown): GatewayList => ({
    path,
    names: list(value).map(name => fullGatewayName(String(name), namespace)),
  });
  const inMatches = ['http', 'tls', 'tcp'].flatMap(section =>
    list(spec[section]).flatMap((rule, index) =>
      list(record(rule).match).map((match, which) =>
        listAt(
          ['spec', section, index, 'match', which, 'gateways'],
          record(match).gateways,
        ),
      ),
    ),
  );
  return [listAt(['spec', 'gateways'], spec.gateways), ...inMatches];
}

function record(value: unknown): Record<string, unknown> {
  return Object(value);
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
