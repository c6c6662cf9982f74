import { Source } from '@product-gateways/mesh';
import { dump } from 'js-yaml';
import { Configuration } from '../configuration/Configuration';
import { locate } from '../configuration/locate';
import { Manifest } from '../configuration/Manifest';
import { Io } from '../io';
import { valueAt } from '../configuration/valueAt';
import { printable } from './printable';

/** The YAML that decides something. */
export interface Quote {
  /** `payments.yaml:31`, or the cluster that it lies in. */
  readonly where: string;
  /** The number of the first line; absent: it comes from a cluster, where nothing has lines. */
  readonly line?: number;
  readonly lines: readonly string[];
}

/** A route's matches and its first destinations; more would be reading the file. */
const most = 6;

export function quoteOf(
  { manifestOf }: Configuration,
  cluster: string,
  source: Source,
): Quote | undefined {
  const manifest = manifestOf(cluster, source.object);
  if (!manifest) return undefined;
  const place = locate(manifest, source.path);
  if (place)
    return {
      where: `${place.file}:${place.line}`,
      line: place.line,
      lines: shortened(place.lines),
    };
  return {
    where: `cluster ${cluster}`,
    lines: shortened(written(manifest, source.path)),
  };
}

/** As kubectl would write it. */
function written({ object }: Manifest, path: string): string[] {
  const value = valueAt(object, path);
  return value === undefined ? [] : dump(value).trimEnd().split('\n');
}

function shortened(lines: readonly string[]): string[] {
  const indent = Math.min(
    ...lines
      .filter(line => line.trim())
      .map(line => line.length - line.trimStart().length),
  );
  const shown = lines
    .slice(0, most)
    .map(line => line.slice(indent).replaceAll('\t', '  '));
  return lines.length > most ? [...shown, '…'] : shown;
}

/** The place, and the lines below it with their numbers. */
export function quoteText(
  { where, line, lines }: Quote,
  { style }: Pick<Io, 'style'>,
): string {
  const width = String((line ?? 0) + lines.length).length;
  const quoted = lines.map((text, index) => {
    const number =
      line === undefined || text === '…' ? '' : String(line + index);
    return `${style('dim', `${number.padStart(width)} │`)} ${printable(
      text,
    )}\n`;
  });
  return `${style('cyan', printable(where))}\n${quoted.join('')}`;
}

export function indented(text: string, by = '  '): string {
  return text.replace(/^(?=.)/gm, by);
}
