import {
  GatewayWorkload,
  keyOf,
  KubernetesObject,
  refOf,
} from '@product-gateways/mesh';
import { isAsStated } from '../../drift';
import { Evidence } from '../../Planning';
import { Manifest } from '../../tree/readManifestFile';
import { PlannedCluster } from '../plannedCluster';
import { Place } from './place';

/** What a reviewer should know, and what is no reason to refuse. */
export function warningsFor(context: {
  place: Place;
  evidence: Evidence;
  shared: GatewayWorkload;
  /** The new gateway, as it will be. */
  added: GatewayWorkload;
  edited: readonly Manifest[];
}): string[] {
  const { place, evidence, shared, added, edited } = context;
  return [
    ...knownOnlyInPart(place, evidence),
    ...edited.flatMap(manifest => driftOf(manifest, place)),
    ...selectedByOthers(added),
    ...notCopied(shared, place),
  ];
}

/** What is planned from what was seen last, or not at all. */
export function knownOnlyInPart(
  { cluster, state, snapshot }: PlannedCluster,
  { ownership }: Evidence,
): string[] {
  const warnings: string[] = [];
  if (state.state === 'stale')
    warnings.push(
      `Cluster ${cluster} does not answer: this is planned from what it was at ${state.observedAt}.`,
    );
  const unseen = snapshot.unseen
    .filter(({ reason }) => reason !== 'not-installed')
    .map(({ kind }) => kind);
  if (unseen.length)
    warnings.push(
      `The portal does not see every kind of object in cluster ${cluster} (${unseen.join(
        ', ',
      )}): what they say is not considered.`,
    );
  if (ownership.incompleteIn.length)
    warnings.push(
      `Whose a host is cannot be seen fully in ${ownership.incompleteIn.join(
        ', ',
      )}: another product may claim these hosts there.`,
    );
  return warnings;
}

function driftOf(
  { object, file }: Manifest,
  { cluster, snapshot }: Place,
): string[] {
  const ref = refOf(object);
  const name = `${ref.kind} ${ref.namespace}/${ref.name}`;
  const live = snapshot.get(ref);
  if (!live)
    return [
      `${name} is in git (${file}), but not live in cluster ${cluster} yet.`,
    ];
  return isAsStated(object.spec, live.spec)
    ? []
    : [
        `${name} is live in cluster ${cluster} otherwise than git says (${file}). What git says was planned with; find out which of them is meant.`,
      ];
}

function selectedByOthers({ definedBy, namespace, workload }: GatewayWorkload) {
  const own = `${namespace}/${workload.name}`;
  return definedBy
    .map(ref => `${ref.namespace}/${ref.name}`)
    .filter(name => name !== own)
    .map(
      name =>
        `Gateway ${name} selects the pods of the new gateway as well, so its hosts will be served there too.`,
    );
}

/** Policies that are attached to the shared gateway's pods, and so say nothing about the new one's. */
function notCopied(shared: GatewayWorkload, { snapshot }: Place): string[] {
  const attached = policies.flatMap(({ group, kind }) =>
    snapshot
      .inNamespace(group, kind, shared.namespace)
      .filter(policy => selects(policy, shared)),
  );
  const names = [
    ...new Map(attached.map(policy => [keyOf(refOf(policy)), policy])).values(),
  ].map(
    ({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`,
  );
  return names.map(
    name =>
      `${name} applies to the shared gateway and not to the new one. Write it for the new one too before clients are moved there.`,
  );
}

const policies = [
  { group: 'security.istio.io', kind: 'AuthorizationPolicy' },
  { group: 'security.istio.io', kind: 'RequestAuthentication' },
  { group: 'networking.istio.io', kind: 'EnvoyFilter' },
];

function selects(
  { spec }: KubernetesObject,
  { podLabels }: GatewayWorkload,
): boolean {
  const { selector, workloadSelector } = Object(spec);
  const labels =
    Object(selector).matchLabels ?? Object(workloadSelector).labels;
  return labels
    ? Object.entries(labels).every(([key, value]) => podLabels[key] === value)
    : true;
}
