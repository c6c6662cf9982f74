import {
  keyOf,
  KubernetesObject,
  memoisedByKey,
  ObjectRef,
  refOf,
} from '@product-gateways/mesh';
import { LRUCache } from 'lru-cache';
import { basesOf } from './kustomize';
import { FileProblem, Manifest, readManifestFile } from './readManifestFile';
import { filesBelow, Tree } from './Tree';

/** What a folder of a git tree says about one cluster. */
export interface Manifests {
  all: readonly Manifest[];
  /** More than one where several files, or several documents of one, say the same object. */
  find(ref: ObjectRef): readonly Manifest[];
  problems: readonly FileProblem[];
  /** Helm templates. They are text until rendered, so they are neither read nor edited. */
  templates: readonly string[];
}

/** Reads the YAML and JSON files below a cluster's folder, and those of the kustomize bases that it builds on; once for each tree. */
export const readManifests: (tree: Tree, folder: string) => Manifests =
  memoisedByKey(tree => [tree], readAll);

function readAll(tree: Tree, folder: string): Manifests {
  const all: Manifest[] = [];
  const problems: FileProblem[] = [];
  const templates: string[] = [];
  for (const [path, text] of [
    ...filesBelow(tree, folder),
    ...basesOf(tree, folder),
  ]) {
    if (!/\.(ya?ml|json)$/i.test(path)) continue;
    if (text.includes('{{')) {
      templates.push(path);
      continue;
    }
    const said = saidBy(text);
    for (const object of said.objects) all.push({ file: path, object });
    for (const problem of said.problems)
      problems.push({ ...problem, file: path });
  }

  const byKey = Map.groupBy(all, ({ object }) => keyOf(refOf(object)));
  return { all, problems, templates, find: ref => byKey.get(keyOf(ref)) ?? [] };
}

interface Said {
  readonly objects: readonly KubernetesObject[];
  readonly problems: readonly Omit<FileProblem, 'file'>[];
}

const MAX_CHARACTERS = 32_000_000;

/** By text: a commit changes few files of a tree, so that all others need not be parsed again. */
const known = new LRUCache<string, Said>({
  maxSize: MAX_CHARACTERS,
  sizeCalculation: (_, text) => Math.max(1, text.length),
});

function saidBy(text: string): Said {
  const found = known.get(text);
  if (found) return found;
  const { manifests, problems } = readManifestFile('', text);
  const said = { objects: manifests.map(({ object }) => object), problems };
  known.set(text, said);
  return said;
}
