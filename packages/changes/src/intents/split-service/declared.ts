import { Region, Request } from '@product-gateways/mesh';
import {
  Conditions,
  HeaderCondition,
  isSameService,
  PathCondition,
  Split,
} from './Split';
import { SplitState } from './states';

/**
 * Whether a change is what the split asks for: requests of a part, led between the Services that the split names, with all else that
 * the route does to them.
 */
export function isDeclared(
  { verdict, before, after, witness }: Region,
  { service, groups, guard }: Split,
  { share }: SplitState,
): boolean {
  if (verdict !== 'service-changed' && verdict !== 'weight-changed')
    return false;
  const services = [
    service,
    ...groups.flatMap(({ targets }) => targets.map(target => target.service)),
  ];
  const isAmongThem = [...before.destinations, ...after.destinations].every(
    ({ service: named }) =>
      named?.kind === 'Service' &&
      services.some(each =>
        isSameService(each, { namespace: named.namespace ?? '', ...named }),
      ),
  );
  const only = share || !guard ? [] : [guard];
  return (
    isAmongThem &&
    groups.some(({ conditions }) => meets(witness, conditions, only))
  );
}

function meets(
  request: Request,
  { path, method, headers }: Conditions,
  more: readonly HeaderCondition[],
): boolean {
  return (
    (!path || takes(path, request.path)) &&
    (!method || method === request.method) &&
    [...headers, ...more].every(({ name, value }) =>
      Object.entries(request.headers ?? {}).some(
        ([key, sent]) => key.toLowerCase() === name && sent === value,
      ),
    )
  );
}

function takes({ type, value }: PathCondition, target: string): boolean {
  const [path] = target.split('?');
  return path === value || (type === 'prefix' && path.startsWith(`${value}/`));
}
