import { KubernetesObject } from '../../resources';
import { Snapshot } from '../../snapshot';
import { specOf, text } from '../fields';
import { meshConfigOf } from '../mesh-config/meshConfigOf';

/** Who serves an Ingress. */
export interface IngressClass {
  readonly name: string;
  readonly istio: boolean;
}

const annotation = 'kubernetes.io/ingress.class';

/**
 * The class of an Ingress: by annotation, else by `ingressClassName`, else the cluster's default. Istio serves those of its own class
 * (`istio`) by annotation, or of a class whose controller it is; one without class only where ingressControllerMode is DEFAULT.
 */
export function classOf(
  snapshot: Snapshot,
  ingress: KubernetesObject,
): IngressClass | undefined {
  const { ingressControllerMode: mode, ingressClass: ofIstio } =
    meshConfigOf(snapshot);
  const annotated = ingress.metadata.annotations?.[annotation];
  if (annotated !== undefined)
    return { name: annotated, istio: mode !== 'OFF' && annotated === ofIstio };
  const stated = text(specOf(ingress).ingressClassName);
  const classes = snapshot.list('networking.k8s.io', 'IngressClass');
  const found = stated
    ? classes.find(({ metadata }) => metadata.name === stated)
    : classes.find(
        ({ metadata }) =>
          metadata.annotations?.[
            'ingressclass.kubernetes.io/is-default-class'
          ] === 'true',
      );
  const name = stated ?? found?.metadata.name;
  if (!name)
    return mode === 'DEFAULT' ? { name: ofIstio, istio: true } : undefined;
  const istio =
    mode !== 'OFF' &&
    stated !== undefined &&
    found !== undefined &&
    specOf(found).controller === 'istio.io/ingress-controller';
  return { name, istio };
}
