import {
  ServiceName,
  ServicePart,
} from '@product-gateways/backstage-plugin-gateways-common';

/** Whether a row says all that a plan needs, whatever else may be wrong with it. */
export function isComplete({ path, header, to }: ServicePart): boolean {
  return (
    Boolean(to?.name) &&
    (!path || path.value.startsWith('/')) &&
    (!header || Boolean(header.name && header.value))
  );
}

/** What is wrong with each row, nothing where it is right. Rows are tried from the first on, as the gateway tries them. */
export function problemsOf(
  parts: readonly ServicePart[],
  split?: ServiceName,
): (string | undefined)[] {
  return parts.map(
    (part, index) =>
      problemOf(part, split) ?? problemAmong(part, parts.slice(0, index)),
  );
}

function problemOf(
  { path, header, weight, to }: ServicePart,
  split: ServiceName | undefined,
): string | undefined {
  if (!to?.name) return 'Choose the Service that shall answer.';
  if (split?.namespace === to.namespace && split.name === to.name)
    return `${to.name} answers these requests today. Choose another Service.`;
  if (path && !path.value.startsWith('/'))
    return 'Write a path that begins with /, for example /cards.';
  if (path && /[\s?#]/.test(path.value))
    return 'A path ends before ? and #, and holds no space.';
  if (header && !/^[A-Za-z0-9!#$%&'*+.^_|~-]+$/.test(header.name))
    return "Write the header's name, for example x-preview.";
  if (header && !header.value) return `Write the value of ${header.name}.`;
  return problemOfShare(weight);
}

/** What is wrong with a share in percent. */
export function problemOfShare(weight = 100): string | undefined {
  return Number.isInteger(weight) && weight >= 1 && weight <= 100
    ? undefined
    : 'A share is a whole number from 1 to 100.';
}

function problemAmong(
  part: ServicePart,
  before: readonly ServicePart[],
): string | undefined {
  const alike = before.filter(
    other => covers(other, part) && covers(part, other),
  );
  const sum = [...alike, part].reduce(
    (total, { weight = 100 }) => total + weight,
    0,
  );
  if (alike.some(({ weight = 100 }) => weight < 100) && sum > 100)
    return `The shares of these requests make ${sum} %. Together they are at most 100 %.`;
  const taking = before.findIndex(
    other => (other.weight ?? 100) === 100 && covers(other, part),
  );
  if (taking < 0) return undefined;
  return `Row ${
    taking + 1
  } takes all of these requests. Move this row above it, or take it away.`;
}

/** Whether every request that a row means is meant by another too. */
function covers(wide: ServicePart, narrow: ServicePart): boolean {
  return (
    coversPath(wide.path, narrow.path) &&
    (!wide.method || wide.method === narrow.method) &&
    (!wide.header ||
      (wide.header.name.toLowerCase() === narrow.header?.name.toLowerCase() &&
        wide.header.value === narrow.header.value))
  );
}

function coversPath(
  wide: ServicePart['path'],
  narrow: ServicePart['path'],
): boolean {
  if (!wide || wide.value === '/') return !wide || wide.type === 'prefix';
  if (!narrow) return false;
  if (wide.value === narrow.value)
    return wide.type === 'prefix' || narrow.type === 'exact';
  return (
    wide.type === 'prefix' &&
    narrow.value.startsWith(`${wide.value.replace(/\/$/, '')}/`)
  );
}

/** A row for people: `GET /cards… with x-preview: yes, 50 %`. */
export function sayRequests({
  path,
  method,
  header,
  weight,
}: ServicePart): string {
  const where = path?.value
    ? `${path.value}${path.type === 'prefix' ? '…' : ''}`
    : 'every path';
  return [
    method,
    where,
    header && `with ${header.name}: ${header.value}`,
    weight !== undefined && weight < 100 && `(${weight} %)`,
  ]
    .filter(Boolean)
    .join(' ');
}
