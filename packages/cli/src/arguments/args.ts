import { resolve } from 'node:path';
import { parseArgs, ParseArgsConfig } from 'node:util';
import { Io, Refusal } from '../io';
import { messageOf } from '../reasons';
import { nearest } from './nearest';
import { readMeshSettings } from '../configuration/meshSettings';
import { MeshInput } from '../configuration/readMesh';
import { atRef, contextSource, sourceOf } from './Source';

type Options = NonNullable<ParseArgsConfig['options']>;

/** What all commands understand. */
export const commonOptions = {
  output: { type: 'string', short: 'o', default: 'text' },
  context: { type: 'string', multiple: true, default: [] },
  kubeconfig: { type: 'string' },
  ref: { type: 'string' },
  'mesh-config': { type: 'string' },
  'istiod-env': { type: 'string', multiple: true, default: [] },
} as const satisfies Options;

/** Reads arguments; a wrong one is refused with what would be right. */
export function parse<T extends Options>(args: readonly string[], options: T) {
  try {
    return parseArgs({
      args: [...args],
      options: { ...commonOptions, ...options },
      allowPositionals: true,
    });
  } catch (error) {
    const message = messageOf(error);
    const [, wrong] = /Unknown option '(--?[^']*)'/.exec(message) ?? [];
    const known = Object.keys({ ...commonOptions, ...options });
    throw new Refusal(
      wrong
        ? `Unknown option ${wrong}.${nearest(
            wrong,
            known.map(name => `--${name}`),
          )}`
        : message,
    );
  }
}

export type Format = 'text' | 'json' | 'markdown';

export function formatOf(stated: string): Format {
  const format = formats.find(each => each === stated);
  if (format) return format;
  throw new Refusal(
    `--output ${stated} is not known.${nearest(stated, formats)}`,
  );
}

const formats: readonly Format[] = ['text', 'json', 'markdown'];

interface Stated {
  readonly context: readonly string[];
  readonly kubeconfig?: string;
  readonly ref?: string;
  readonly 'mesh-config'?: string;
  readonly 'istiod-env': readonly string[];
}

/** The configuration that arguments name. With a git ref and no path it is all that the current folder holds there. */
export async function meshInput(
  positionals: readonly string[],
  stated: Stated,
  io: Io,
): Promise<MeshInput> {
  const { ref, context } = stated;
  const paths =
    positionals.length === 0 && ref !== undefined ? ['.'] : positionals;
  return {
    sources: [
      ...paths.map(path => atRef(sourceOf(path), ref)),
      ...context.map(contextSource),
    ],
    ...(await clusterInput(stated, io)),
  };
}

/** What holds for whichever sources. */
export async function clusterInput(
  { kubeconfig, 'mesh-config': file, 'istiod-env': env }: Stated,
  io: Io,
): Promise<Omit<MeshInput, 'sources'>> {
  return {
    kubeconfig: kubeconfig && resolve(io.folder, kubeconfig),
    settings: await readMeshSettings({ file, env }, io),
  };
}
