import {
  compareContracts,
  gatewaysOf,
  ownershipOf,
  resolve,
  routeTable,
  snapshotOf,
} from '@product-gateways/mesh';
import { measure } from './measure';
import { answerAt, gatewayId } from './questions';
import { Row, timed } from './table';
import { hostOf, KubernetesJson, serviceName, teamName, World } from './world';

const kinds = [
  ['networking.istio.io/v1', 'VirtualService'],
  ['networking.istio.io/v1', 'Gateway'],
  ['gateway.networking.k8s.io/v1', 'Gateway'],
  ['gateway.networking.k8s.io/v1', 'HTTPRoute'],
  ['networking.istio.io/v1', 'DestinationRule'],
  ['v1', 'Service'],
  ['discovery.k8s.io/v1', 'EndpointSlice'],
  ['apps/v1', 'Deployment'],
  ['v1', 'Pod'],
  ['v1', 'Namespace'],
] as const;

/**
 * From an object that changed to a new answer for a host that it touches: the object is put, and the gateways, the route table of the
 * team's gateway and what it does with a request are asked for again.
 */
export function changes({ objects, teams }: World): Row[] {
  let snapshot = snapshotOf('east', objects);
  const answer = (team: number) => {
    const gateway = gatewaysOf(snapshot).find(
      ({ id }) => id === gatewayId(team),
    );
    if (!gateway) throw new Error(`No gateway of ${teamName(team)}`);
    routeTable(snapshot, gateway);
    return answerAt(snapshot, gateway, team);
  };
  answer(0);
  return kinds.map(([apiVersion, kind]) => {
    const all = objectsOf(objects, apiVersion, kind);
    const before = (run: number) => touchedIn(all, run, teams);
    const timing = measure({ runs: 100, before }, ({ object, team }) => {
      snapshot = snapshot.with(object);
      answer(team);
    });
    const [group] = apiVersion.split('.');
    return timed(
      `${kind}${kind === 'Gateway' ? ` (${group})` : ''} changed`,
      timing,
      '≤ 5 ms',
    );
  });
}

const asked = [
  ['networking.istio.io/v1', 'VirtualService'],
  ['v1', 'Service'],
  ['v1', 'Namespace'],
] as const;

/** Whose a host is, and what is a product's. */
export function owners({ objects, teams }: World): Row[] {
  let snapshot = snapshotOf('east', objects);
  const answer = (team: number) => {
    const ownership = ownershipOf(new Map([['east', snapshot]]));
    if (ownership.ownerOfHost(hostOf(team, 9)).product !== teamName(team))
      throw new Error(`${hostOf(team, 9)} is not ${teamName(team)}'s`);
    return ownership.hostsOf(teamName(team));
  };
  answer(0);
  return asked.map(([apiVersion, kind]) => {
    const all = objectsOf(objects, apiVersion, kind);
    const before = (run: number) => touchedIn(all, run, teams);
    const timing = measure({ runs: 100, before }, ({ object, team }) => {
      snapshot = snapshot.with(object);
      answer(team);
    });
    return timed(`owner of a host, ${kind} changed`, timing, '≤ 5 ms');
  });
}

/** What the sidecar of a client does with a request to a service of its namespace; every fifth has a VirtualService for sidecars. */
export function sidecars({ objects, teams }: World): Row[] {
  let snapshot = snapshotOf('east', objects);
  const answer = (team: number, port = 80) => {
    const { outcome, steps } = resolve(snapshot, {
      from: { namespace: teamName(team), labels: {} },
      port,
      tls: false,
      host: serviceName(1),
      method: 'GET',
      path: '/v2/cards',
    });
    return { outcome, steps };
  };
  answer(0);
  const another = (run: number) => ({ team: run + 1 });
  return [
    timed(
      'request of another client, first on its port',
      measure({ runs: 100, before: another }, ({ team }) => answer(team)),
      '≤ 100 ms',
    ),
    ...asked.map(([apiVersion, kind]) => {
      const all = objectsOf(objects, apiVersion, kind);
      const before = (run: number) => touchedIn(all, run, teams);
      const timing = measure({ runs: 100, before }, ({ object, team }) => {
        snapshot = snapshot.with(object);
        answer(team);
      });
      return timed(`request of a client, ${kind} changed`, timing, '≤ 5 ms');
    }),
  ];
}

/** Whether a host still keeps its contract after one of its routes was taken away. */
export function contracts({ objects }: World): Row[] {
  const before = snapshotOf('east', objects);
  const virtualServices = objects
    .filter(({ kind }) => kind === 'VirtualService')
    .map(object => ({ object, ...(object.spec as VirtualServiceSpec) }))
    .filter(({ gateways }) => !gateways.includes('mesh'));
  const changed = (run: number) => {
    const { object, gateways, hosts, http } =
      virtualServices[(run * 97) % virtualServices.length];
    const spec = { gateways, hosts, http: http.slice(1) };
    return { after: before.with({ ...object, spec }), host: hosts[0] };
  };
  return [
    timed(
      'contract of one host, after its VirtualService changed',
      measure({ runs: 50, before: changed }, ({ after, host }) => {
        if (compareContracts(before, after, { hosts: [host] }).honoured)
          throw new Error(`${host} keeps a contract that is broken`);
      }),
      '≤ 50 ms',
    ),
  ];
}

interface VirtualServiceSpec {
  readonly gateways: readonly string[];
  readonly hosts: readonly string[];
  readonly http: readonly unknown[];
}

const objectsOf = (
  objects: readonly KubernetesJson[],
  apiVersion: string,
  kind: string,
) =>
  objects.filter(
    object => object.apiVersion === apiVersion && object.kind === kind,
  );

/** Every run touches another object, and asks for its team. */
function touchedIn(all: readonly KubernetesJson[], run: number, teams: number) {
  const at = (run * 97) % all.length;
  const team = teamOf(all[at]) ?? run % teams;
  return { object: labelled(all[at], `run-${run}`), team };
}

function teamOf({ metadata }: KubernetesJson): number | undefined {
  const [, team] =
    /^team-(\d+)$/.exec(metadata.namespace ?? metadata.name) ?? [];
  return team === undefined ? undefined : Number(team);
}

function labelled(object: KubernetesJson, value: string): KubernetesJson {
  const { metadata } = object;
  return {
    ...object,
    metadata: {
      ...metadata,
      labels: { ...(metadata.labels ?? {}), touched: value },
    },
  };
}
