import { KubernetesObject, refOf } from '@product-gateways/mesh';
import { stringify } from 'yaml';
import { argoApplication } from '../../../objects/argoApplication';
import { chartValues } from '../../../objects/chartValues';
import { fluxRelease, helmRepository } from '../../../objects/fluxRelease';
import { gateway } from '../../../objects/gateway';
import { gatewayObjects } from '../../../objects/gatewayObjects';
import { Manifests } from '../../../tree/manifests';
import { Installation, InstallationRequest } from './Installation';

/**
 * Istio's chart `gateway`. Where git holds Applications of Argo CD or HelmReleases of Flux, one more of them installs it; else a person
 * does, with values that lie where no agent reads them.
 */
export function chart(request: InstallationRequest): Installation {
  const { design, manifests, platform } = request;
  const { chart: source } = platform.gateways;
  const values = chartValues(design);
  const own = gateway(design);
  const made = gatewayObjects(design).filter(({ kind }) => kind !== 'Gateway');

  const application = oneOf(manifests, 'argoproj.io', 'Application');
  if (application)
    return {
      objects: [argoApplication(design, values, source, application), own],
      made,
    };

  if (oneOf(manifests, 'helm.toolkit.fluxcd.io', 'HelmRelease')) {
    const known = manifests.all
      .map(({ object }) => object)
      .find(
        object =>
          object.kind === 'HelmRepository' &&
          Object(object.spec).url === source.repository,
      );
    const repository = known ?? helmRepository(design, source);
    const release = fluxRelease(design, values, source, refOf(repository));
    return {
      objects: [...(known ? [] : [repository]), release, own],
      made,
    };
  }

  const version = source.version ? ` --version ${source.version}` : '';
  return {
    objects: [own],
    made,
    byHand: {
      file: `values-${design.name}.yaml`,
      text: stringify(values, { lineWidth: 0, compat: 'yaml-1.1' }),
      command: path =>
        `helm upgrade --install ${design.name} gateway --repo ${source.repository}${version} --namespace ${design.namespace} --values ${path}`,
    },
  };
}

function oneOf(
  { all }: Manifests,
  group: string,
  kind: string,
): KubernetesObject | undefined {
  return all
    .map(({ object }) => object)
    .find(
      object =>
        object.kind === kind && object.apiVersion.startsWith(`${group}/`),
    );
}
