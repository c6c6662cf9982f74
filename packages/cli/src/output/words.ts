import { Destination, ObjectRef, Route, Source } from '@product-gateways/mesh';

/** What the model holds, in words for people. */

export function nameOf({ kind, namespace, name }: ObjectRef): string {
  return `${kind} ${namespace ? `${namespace}/` : ''}${name}`;
}

export function placeOf({ object, path }: Source): string {
  return path ? `${nameOf(object)} ${path}` : nameOf(object);
}

export function actionOf({ action }: Route): string {
  switch (action.type) {
    case 'redirect':
      return `${action.status} to ${action.scheme ?? ''}${
        action.scheme ? '://' : ''
      }${action.host ?? ''}${action.path?.value ?? ''}`.trimEnd();
    case 'direct-response':
      return `answers ${action.status}`;
    default:
      return action.destinations.map(destinationOf).join(', ');
  }
}

export function destinationOf({
  host,
  port,
  subset,
  weight,
  exists,
}: Destination): string {
  const share = weight === 100 ? '' : `${Math.round(weight * 100) / 100} % `;
  const missing = exists ? '' : ' (does not exist)';
  return `${share}${host || 'unknown service'}:${port}${
    subset ? ` subset ${subset}` : ''
  }${missing}`;
}
