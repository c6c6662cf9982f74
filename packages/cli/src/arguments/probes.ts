import { isRecord, Probe } from '@product-gateways/mesh';
import { Io, Refusal } from '../io';
import { parseJson } from './json';
import { readFile } from '../configuration/files/readFiles';

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

type Check = (value: unknown) => boolean;

const isText: Check = value => typeof value === 'string';
const isTexts: Check = value =>
  isRecord(value) && Object.values(value).every(isText);
const isPods: Check = value =>
  isRecord(value) && isText(value.namespace) && isTexts(value.labels);

/** What each field has to be. */
const fields: readonly [name: string, expected: string, check: Check][] = [
  ['port', 'a number', value => typeof value === 'number'],
  ['tls', 'a boolean', value => typeof value === 'boolean'],
  ['method', 'a string', isText],
  ['host', 'a string', isText],
  ['path', 'a string', isText],
  ['sni', 'a string', isText],
  ['service', 'a string', isText],
  ['gateway', 'a string', isText],
  [
    'alpn',
    'a list of strings',
    value => Array.isArray(value) && value.every(isText),
  ],
  ['headers', 'a map of strings', isTexts],
  ['workload', 'an object with namespace and labels', isPods],
  ['from', 'an object with namespace and labels', isPods],
];

const required = ['port', 'tls', 'method', 'host', 'path'];

function faultOf(probe: unknown): string | undefined {
  if (!isRecord(probe)) return 'not an object';
  const wrong = fields.find(([name, , check]) =>
    probe[name] === undefined ? required.includes(name) : !check(probe[name]),
  );
  if (wrong) return `${wrong[0]} must be ${wrong[1]}`;
  return ['workload', 'gateway', 'from'].some(name => probe[name] !== undefined)
    ? undefined
    : 'workload or gateway must name the gateway, or from the client';
}
