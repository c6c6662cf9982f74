import { KubernetesObject } from '@product-gateways/mesh';
import { Touches } from '../../ChangePlan';
import { Planning } from '../../Planning';
import { Manifest } from '../../tree/readManifestFile';
import { ServingGateway } from '../create-gateway/servedToday';
import { Copies } from './copies';
import { Joint } from './joint';
import { Site } from './Site';

/** All that the steps are made from. */
export interface Way {
  planning: Planning;
  from: Site;
  to: Site;
  /** Both, and the clusters that were joined before. */
  sites: readonly Site[];
  /** The gateway of `from`, and its copy as it will be; absent where only a live cluster can say. */
  own: ServingGateway;
  copy?: ServingGateway;
  /** What git of `from` holds of it. */
  parts: readonly Manifest[];
  copies: Copies;
  /** One for the internal host, or one for each of the product's hosts. */
  joints: readonly Joint[];
}

/** How far a step reaches in clusters. Whatever it writes lies in the product's namespaces. */
export function touchesOf(
  sites: readonly Site[],
  objects: readonly KubernetesObject[],
  hosts: readonly string[],
): Touches {
  const namespaces = objects.map(({ kind, metadata }) =>
    kind === 'Namespace' ? metadata.name : metadata.namespace ?? '',
  );
  return {
    clusters: sites.map(({ cluster }) => cluster),
    namespaces: [...new Set(namespaces)],
    hosts,
    products: [],
  };
}

/** The name of a gateway in a cluster, for people. */
export function nameIn({ cluster }: Site, { gateway }: ServingGateway): string {
  return `${gateway.namespace}/${gateway.workload.name} in ${cluster}`;
}

/** @example namesOf(sites) // 'east and west' */
export function namesOf(sites: readonly Site[]): string {
  const names = sites.map(({ cluster }) => cluster);
  return [names.slice(0, -1).join(', '), names.at(-1)].join(' and ');
}
