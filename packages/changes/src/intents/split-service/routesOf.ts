import {
  covers,
  gatewaysOf,
  keyOf,
  KubernetesObject,
  ObjectRef,
  routeTable,
  Snapshot,
} from '@product-gateways/mesh';
import { Refusal } from '../../Refusal';
import { Manifests } from '../../tree/manifests';
import { Manifest } from '../../tree/readManifestFile';
import { theOneIn } from '../../tree/theOneIn';
import { refuseManagedElsewhere } from '../managedElsewhere';
import { refuseUnseen } from '../refuseUnseen';
import { destinationsIn, rulesIn } from './Dialect';
import { httpRoutes } from './httpRoutes';
import { leadsToOld, Writing } from './ruleBlocks';
import { isSameService, nameOf, Split } from './Split';
import { virtualServices } from './virtualServices';

/** An object whose rules answer the hosts, where git says it, and how it is written. */
export interface SplitRoute {
  manifest: Manifest;
  writing: Writing;
}

const dialects = [virtualServices, httpRoutes];

/**
 * The objects whose rules lead requests for the hosts to the old Service, or by now to the new ones, on whatever gateway. Refused where
 * other hosts would be split with them, or where a pull request cannot change them.
 */
export function routesOf(
  split: Split,
  hosts: readonly string[],
  wanted: Snapshot,
  manifests: Manifests,
): SplitRoute[] {
  const answering = answeringObjects(wanted);
  refuseUnserved(hosts, [...answering.values()], wanted);
  const found = [...answering.values()].flatMap(({ ref, hosts: answered }) => {
    const dialect = dialects.find(
      ({ group, kind }) => ref.group === group && ref.kind === kind,
    );
    const object = wanted.get(ref);
    const asked = answered.filter(host => isAsked(host, hosts));
    if (!asked.length || !object) return [];
    if (!dialect) return refuseOthers(ref, object, split, asked);
    const writing = { dialect, namespace: ref.namespace ?? '', split };
    if (!leadsToAny(object, writing)) return [];
    const isSplit = rulesIn(object, dialect).some(rule =>
      leadsToOld(rule, writing),
    );
    const others = answered.filter(host => !isAsked(host, hosts));
    if (isSplit && others.length)
      throw new Refusal(
        'conflict',
        `${ref.kind} ${ref.namespace}/${
          ref.name
        } leads requests for ${others.join(', ')} to ${nameOf(
          split.service,
        )} as well, by the same rules. Ask for these hosts too, or write their routes apart first.`,
      );
    const manifest = theOneIn(manifests, ref);
    refuseManagedElsewhere(manifest.object, wanted.get(ref), manifests);
    return [{ manifest, writing }];
  });
  return found;
}

/** A host more would be named in the pull request, and nothing would be split there. */
function refuseUnserved(
  hosts: readonly string[],
  answering: readonly { hosts: readonly string[] }[],
  wanted: Snapshot,
): void {
  const answered = answering.flatMap(each => each.hosts);
  const unserved = hosts.find(
    host => !answered.some(each => isAsked(each, [host])),
  );
  if (!unserved) return;
  refuseUnseen([unserved], wanted);
  throw new Refusal(
    'not-found',
    `No route in cluster ${wanted.cluster} answers for ${unserved} itself. Leave it out, or name the host as routes have it.`,
  );
}

function isAsked(answered: string, hosts: readonly string[]): boolean {
  return hosts.some(host => host === answered || isBelow(answered, host));
}

/** Asked for a wildcard, the hosts below it are asked for too; not the other way round. */
function isBelow(answered: string, host: string): boolean {
  return host.startsWith('*') && covers(host, answered);
}

/** By key: what decides requests on any gateway, and for which hosts. */
function answeringObjects(wanted: Snapshot) {
  const result = new Map<string, { ref: ObjectRef; hosts: string[] }>();
  for (const gateway of gatewaysOf(wanted))
    for (const { virtualHosts } of routeTable(wanted, gateway))
      for (const { host, routes } of virtualHosts)
        for (const { source } of routes) {
          const ref = source.object;
          const entry = result.get(keyOf(ref)) ?? { ref, hosts: [] };
          if (!entry.hosts.includes(host)) entry.hosts.push(host);
          result.set(keyOf(ref), entry);
        }
  return result;
}

function leadsToAny(object: KubernetesObject, writing: Writing): boolean {
  const { dialect, namespace, split } = writing;
  const services = [
    split.service,
    ...split.groups.flatMap(({ targets }) => targets.map(t => t.service)),
  ];
  return rulesIn(object, dialect)
    .flatMap(rule => destinationsIn(rule, dialect))
    .some(destination => {
      const named = dialect.serviceOf(destination, namespace);
      return named && services.some(service => isSameService(service, named));
    });
}

/** Ingresses, GRPCRoutes and others cannot say a split. */
function refuseOthers(
  ref: ObjectRef,
  object: KubernetesObject,
  { service }: Split,
  hosts: readonly string[],
): never[] {
  if (!JSON.stringify(object.spec ?? {}).includes(JSON.stringify(service.name)))
    return [];
  throw new Refusal(
    'conflict',
    `${ref.kind} ${ref.namespace}/${ref.name} answers for ${hosts.join(
      ', ',
    )}, and only a VirtualService or an HTTPRoute can be split. Write its routes as one of these first.`,
  );
}
