import { KubernetesObject } from '@product-gateways/mesh';
import { istioNetworking } from '../../istio';
import { callersRoute } from '../../objects/callersRoute';
import { FailoverDesign } from '../../objects/FailoverDesign';
import { failoverRule } from '../../objects/failoverRule';
import { serviceEntry } from '../../objects/serviceEntry';
import { listAt, recordAt } from './fields';
import { Joint } from './joint';
import { Site } from './Site';

/** What makes the copies one host in a cluster. A host that callers use already is seen by its own namespace alone, until it is switched. */
export function joining({ design, isPublic }: Joint, site: Site) {
  const designed = design(site);
  const visible = !isPublic || isExported(designed, site);
  return [
    serviceEntry({ ...designed, visible }),
    tuned(failoverRule(designed), site),
  ];
}

/** What leads callers of a cluster to it. */
export function switching({ design, isPublic }: Joint, site: Site) {
  const designed = design(site);
  return [isPublic ? serviceEntry(designed) : callersRoute(designed)];
}

/** What lets callers of the product's own host ask the other copy again. */
export function retrying({ design }: Joint, site: Site) {
  return [callersRoute(design(site))];
}

function isExported(design: FailoverDesign, site: Site): boolean {
  const entry = inGit('ServiceEntry', design, site);
  return listAt(recordAt(entry?.spec).exportTo).includes('*');
}

/** How soon a copy is taken out, and for how long, stays as the product's team has set it. */
function tuned(rule: KubernetesObject, site: Site): KubernetesObject {
  const { name, namespace } = rule.metadata;
  const there = recordAt(
    inGit('DestinationRule', { host: name, namespace }, site)?.spec,
    'trafficPolicy',
  );
  const kept = Object.fromEntries(
    Object.entries(there).filter(([key]) =>
      ['connectionPool', 'outlierDetection'].includes(key),
    ),
  );
  const { trafficPolicy, ...spec } = recordAt(rule.spec);
  const { portLevelSettings, ...policy } = recordAt(trafficPolicy);
  const ports = listAt(portLevelSettings).map(port => ({
    ...recordAt(port),
    ...kept,
  }));
  return {
    ...rule,
    spec: {
      ...spec,
      trafficPolicy: {
        ...policy,
        ...kept,
        ...(ports.length ? { portLevelSettings: ports } : {}),
      },
    },
  };
}

/** The rule that git holds of a joint. */
export function ruleInGit({ design }: Joint, site: Site) {
  return inGit('DestinationRule', design(site), site);
}

function inGit(
  kind: string,
  { host, namespace }: { host: string; namespace?: string },
  { manifests }: Site,
): KubernetesObject | undefined {
  const ref = { group: istioNetworking, kind, namespace, name: host };
  return manifests.find(ref).at(0)?.object;
}
