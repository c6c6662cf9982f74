import { isDeepStrictEqual } from 'node:util';
import { ServiceName, ServicePart, SplitService } from '../../Intent';
import { checkedNamespace, checkedService, quoted } from '../../names';
import { Refusal } from '../../Refusal';
import {
  Conditions,
  describeConditions,
  Group,
  HeaderCondition,
  isSameService,
  isUnconditional,
  nameOf,
  PathCondition,
  ServiceRef,
  Split,
  totalOf,
} from './Split';

const defaultStages = [10, 50, 100];

/** A split as it is asked for, or a refusal that says what cannot be meant. */
export function checkedSplit(intent: SplitService): Split {
  const { parts, guard, stages = defaultStages, retire = false } = intent;
  const service = serviceOf(intent.service);
  if (!parts.length)
    throw invalid('Say at least one part that another Service shall answer.');
  const groups = groupsOf(parts);
  for (const { service: target } of groups.flatMap(group => group.targets))
    if (isSameService(target, service))
      throw invalid(
        `${nameOf(
          service,
        )} answers these requests today: a part needs another Service.`,
      );
  refuseUnreached(groups);

  if (!isRising(stages))
    throw invalid(
      `Stages are whole percents that rise to 100, e.g. 10, 50, 100; these are ${stages.join(
        ', ',
      )}.`,
    );
  const all = groups.find(({ conditions }) => isUnconditional(conditions));
  if (retire && (!all || totalOf(all) < 100))
    throw invalid(
      `${nameOf(
        service,
      )} cannot be retired: requests that no part names stay with it. Add a last part without conditions for them, or keep the Service.`,
    );
  return {
    service,
    groups,
    guard: guard && headerOf({ name: guard.header, value: guard.value }),
    stages,
    retire,
  };
}

/** Parts with the same conditions share the requests by weight. */
function groupsOf(parts: readonly ServicePart[]): Group[] {
  const groups: { conditions: Conditions; targets: Group['targets'] }[] = [];
  for (const part of parts) {
    const conditions = conditionsOf(part);
    const { weight = 100 } = part;
    if (!Number.isInteger(weight) || weight < 1 || weight > 100)
      throw invalid(
        `A part's weight is a whole percent from 1 to 100, not ${weight}.`,
      );
    const target = { service: serviceOf(part.to), weight };
    const same = groups.find(group =>
      isDeepStrictEqual(group.conditions, conditions),
    );
    if (same) same.targets = [...same.targets, target];
    else groups.push({ conditions, targets: [target] });
  }
  for (const group of groups)
    if (totalOf(group) > 100)
      throw invalid(
        `The weights for ${describeConditions(
          group.conditions,
        )} add up to ${totalOf(group)} %, and there are only 100.`,
      );
  return groups;
}

/** Parts are tried in order: none may stand behind one that takes all its requests. */
function refuseUnreached(groups: readonly Group[]) {
  groups.forEach(({ conditions }, index) => {
    const before = groups
      .slice(0, index)
      .find(other => takesAllOf(other.conditions, conditions));
    if (before)
      throw invalid(
        `The part for ${describeConditions(
          conditions,
        )} would never be reached: the one for ${describeConditions(
          before.conditions,
        )} stands before it and takes all its requests. State it first.`,
      );
  });
}

function takesAllOf(wide: Conditions, narrow: Conditions): boolean {
  const { path, method, headers } = wide;
  return (
    (!path || (narrow.path !== undefined && isWithin(narrow.path, path))) &&
    (!method || method === narrow.method) &&
    headers.every(header =>
      narrow.headers.some(other => isDeepStrictEqual(other, header)),
    )
  );
}

function isWithin(narrow: PathCondition, wide: PathCondition): boolean {
  if (narrow.value === wide.value)
    return wide.type === 'prefix' || narrow.type === 'exact';
  return wide.type === 'prefix' && narrow.value.startsWith(`${wide.value}/`);
}

function conditionsOf({ path, method, header }: ServicePart): Conditions {
  return {
    path: path && pathOf(path),
    method: method === undefined ? undefined : methodOf(method),
    headers: header ? [headerOf(header)] : [],
  };
}

/** What Gateway API allows in a path, so that it means the same wherever it is written. */
const pathCharacters = /^\/(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})*$/;
const notNormal = /\/\/|\/(\.|%2e){1,2}(\/|$)|%2f|%00/i;

function pathOf({ type, value }: NonNullable<ServicePart['path']>) {
  if (
    value.length > 1024 ||
    !pathCharacters.test(value) ||
    notNormal.test(value)
  )
    throw invalid(
      `${quoted(
        value,
      )} cannot be the path of a part: it begins with / and holds no space, ?, #, //, or dot segment; other characters are percent-encoded.`,
    );
  if (type !== 'prefix') return { type, value };
  const whole = value.replace(/\/$/, '');
  return whole ? { type, value: whole } : undefined;
}

const methods = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'DELETE',
  'CONNECT',
  'OPTIONS',
  'TRACE',
  'PATCH',
];

function methodOf(method: string): string {
  if (methods.includes(method)) return method;
  throw invalid(
    `${quoted(method)} is no method: it is one of ${methods.join(', ')}.`,
  );
}

const printable = /^[\x21-\x7e]([\x20-\x7e]{0,4094}[\x21-\x7e])?$/;
const token = /^[a-z0-9!#$%&'*+\-.^_`|~]{1,256}$/;

function headerOf({ name, value }: HeaderCondition): HeaderCondition {
  const lower = name.toLowerCase();
  if (!token.test(lower) || lower === 'host')
    throw invalid(
      `${quoted(
        name,
      )} cannot be the header of a part: it is a header's name, and not Host.`,
    );
  if (!printable.test(value) || value.includes('{{'))
    throw invalid(
      `${quoted(
        value,
      )} cannot be the value of header ${lower}: it is printable ASCII without spaces around it, and without {{, by which files are known as templates.`,
    );
  return { name: lower, value };
}

function serviceOf({ namespace, name, port }: ServiceName): ServiceRef {
  checkedNamespace(namespace);
  checkedService(name);
  if (
    port !== undefined &&
    !(Number.isInteger(port) && port > 0 && port < 65536)
  )
    throw invalid(`${port} is no port.`);
  return { namespace, name, port };
}

function isRising(stages: readonly number[]): boolean {
  return (
    stages.at(-1) === 100 &&
    stages.every(
      (stage, index) =>
        Number.isInteger(stage) && stage > (index ? stages[index - 1] : 0),
    )
  );
}

function invalid(message: string): Refusal {
  return new Refusal('invalid', message);
}
