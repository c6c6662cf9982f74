import { istioNetworking } from '../../istio';
import { bindings } from './bindings';
import { certificates } from './certificates';
import { conditionsFor } from './conditions';
import { designOf } from './design';
import { Insertion, InsertionRequest } from './Insertion';
import { PodInstaller, podInstallers } from './installers/podInstallers';

/** A Gateway of Istio that selects pods which something else installs, and VirtualServices bound to it. */
export function selectedGateway(
  installer: PodInstaller,
  request: InsertionRequest,
): Insertion {
  const { intent, place, shared, before, manifests, platform } = request;
  const design = designOf(intent, place.namespace, shared, before, platform);
  const { namespace, name } = design;
  const installation = podInstallers[installer]({
    design,
    manifests,
    platform,
  });
  return {
    ...installation,
    gateway: { group: istioNetworking, kind: 'Gateway', namespace, name },
    objects: [
      ...certificates(design, manifests, platform),
      ...installation.objects,
    ],
    additions: bindings(
      intent.hosts,
      shared,
      `${namespace}/${name}`,
      manifests,
    ),
    conditions: conditionsFor(design, place, manifests),
  };
}
