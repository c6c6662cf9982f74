import { Refusal } from '../io';

/** Where configuration comes from. Sources of one cluster together are its snapshot. */
export type Source = { readonly cluster: string } & (
  | { readonly from: 'path'; readonly path: string }
  | GitSource
  | { readonly from: 'context'; readonly context: string }
);

export interface GitSource {
  readonly from: 'git';
  readonly ref: string;
  readonly path: string;
  /** A path that is new has no state before: then nothing was there. */
  readonly mayBeAbsent?: boolean;
}

/** The cluster that files belong to where nobody names it. */
export const unnamed = 'files';

/**
 * A source as an argument says it.
 * @example sourceOf('clusters/east') · sourceOf('east=clusters/east') · sourceOf('git:main:clusters/east') · sourceOf('context:east')
 */
export function sourceOf(argument: string): Source {
  const [, named, rest] =
    /^(?:([a-z0-9][\w.-]*)=)?(.*)$/is.exec(argument) ?? [];
  const cluster = named ?? unnamed;
  if (rest.startsWith('context:')) {
    const context = rest.slice('context:'.length);
    return { from: 'context', context, cluster: named ?? context };
  }
  if (!rest.startsWith('git:')) {
    if (!rest) throw new Refusal(`'${argument}' names no file or folder.`);
    return { from: 'path', path: rest, cluster };
  }
  const [ref, ...path] = rest.slice('git:'.length).split(':');
  if (!ref)
    throw new Refusal(
      `'${argument}' names no git ref. Write it as git:REF:PATH, for example git:main:clusters/east.`,
    );
  return { from: 'git', ref, path: path.join(':') || '.', cluster };
}

/** `east`, or `NAME=CONTEXT` for a context whose name nobody wants to read. */
export const contextSource = (stated: string): Source =>
  sourceOf(stated.replace(/^([a-z0-9][\w.-]*=)?/i, '$1context:'));

/** The same path at a git ref. */
export function atRef(source: Source, ref: string | undefined): Source {
  if (ref === undefined || source.from !== 'path') return source;
  if (source.path === '-')
    throw new Refusal('Standard input has no git ref: leave out - or --ref.');
  const { cluster, path } = source;
  return { from: 'git', ref, path, cluster };
}
