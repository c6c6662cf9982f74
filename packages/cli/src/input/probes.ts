import { Probe } from '@product-gateways/mesh';
import { Io, Refusal } from '../io';
import { parseJson } from './json';
import { readFile } from './readFiles';

/** A probe with the name under which it is answered. */
export type NamedProbe = Probe & { readonly id: string };

/** A JSON list of probes; the first that is none is refused by its place. */
export async function readProbes(file: string, io: Io): Promise<NamedProbe[]> {
  const read = await readFile(file, io);
  if ('fault' in read) throw new Refusal(`${file} ${read.fault}`);
  const list = parseJson(read.text, file);
  if (!Array.isArray(list))
    throw new Refusal(`${file} holds no list of probes.`);
  return list.map((probe, index) => {
    const fault = faultOf(probe);
    if (fault) throw new Refusal(`${file} [${index}]: ${fault}`);
    return { id: String(index), ...probe };
  });
}

const required = {
  port: 'number',
  tls: 'boolean',
  method: 'string',
  host: 'string',
  path: 'string',
} as const;

function faultOf(probe: unknown): string | undefined {
  if (typeof probe !== 'object' || probe === null) return 'not an object';
  const fields = new Map<string, unknown>(Object.entries(probe));
  const wrong = Object.entries(required).find(
    ([name, type]) => typeof fields.get(name) !== type,
  );
  if (wrong) return `${wrong[0]} must be a ${wrong[1]}`;
  return fields.has('workload') || fields.has('gateway')
    ? undefined
    : 'workload or gateway must name the gateway';
}
