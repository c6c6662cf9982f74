import type { Fault } from './Fault';

const effects: Record<
  Fault['then']['type'],
  Record<string, 'number' | 'string'>
> = {
  status: { code: 'number' },
  delay: { milliseconds: 'number' },
  hang: {},
  reset: {},
  html: {},
  expire: {},
  trickle: { bytes: 'number', everyMilliseconds: 'number' },
  truncate: { afterBytes: 'number' },
  'corrupt-gzip': {},
  'watch-line': { line: 'string' },
  'end-watch': { afterMilliseconds: 'number' },
  silence: { connections: 'string' },
  refuse: {},
};

/** Faults as somebody sent them. @throws Error that says which one is wrong, and how. */
export function parseFaults(value: unknown): Fault[] {
  if (!Array.isArray(value)) throw new Error('faults: expected a list');
  value.forEach((fault, index) => check(fault?.then, `faults[${index}].then`));
  return value;
}

function check(then: Record<string, unknown> | undefined, where: string) {
  const fields = Object.entries(effects).find(
    ([type]) => type === then?.type,
  )?.[1];
  if (!then || !fields)
    throw new Error(
      `${where}.type: expected one of ${Object.keys(effects).join(', ')}`,
    );
  for (const [field, type] of Object.entries(fields)) {
    if (typeof then[field] !== type)
      throw new Error(`${where}.${field}: expected a ${type}`);
  }
}
