import {
  Composer,
  Document,
  isMap,
  isSeq,
  LineCounter,
  Parser,
  YAMLMap,
} from 'yaml';
import { KubernetesObject } from '@product-gateways/mesh';

/** A Kubernetes object in a file. */
export interface Manifest {
  /** Relative to the repository. */
  file: string;
  object: KubernetesObject;
}

/** With the piece of YAML that says it, for who edits the file: it takes many times the object's memory. */
export interface WrittenManifest extends Manifest {
  node: YAMLMap;
  document: Document;
}

/** Something in a file that could not be read. Lines count from 1. */
export interface FileProblem {
  file: string;
  line: number;
  message: string;
}

export interface ManifestFile {
  manifests: WrittenManifest[];
  problems: FileProblem[];
}

const MAX_CHARACTERS = 1_000_000;
const MAX_ALIASES = 100;

/**
 * The Kubernetes objects of one YAML or JSON file: of each document, and of each item of a List. What is no Kubernetes object
 * (values of a chart, a kustomization) is passed over; what is broken is a problem, and the file's other documents are still read.
 */
export function readManifestFile(file: string, text: string): ManifestFile {
  const problem = (line: number, message: string): FileProblem => ({
    file,
    line,
    message,
  });
  if (text.length > MAX_CHARACTERS) {
    const message = `is longer than ${MAX_CHARACTERS} characters and was not read`;
    return { manifests: [], problems: [problem(1, message)] };
  }

  const result: ManifestFile = { manifests: [], problems: [] };
  const lines = new LineCounter();
  try {
    for (const document of documentsOf(text, lines)) {
      const line = (offset = 0) => lines.linePos(offset).line;
      const [error] = document.errors;
      if (error) {
        result.problems.push(problem(line(error.pos[0]), error.message));
        continue;
      }
      for (const node of objectNodesOf(document)) {
        const read = objectOf(node, document);
        if (typeof read === 'string')
          result.problems.push(problem(line(node.range?.[0]), read));
        else if (read)
          result.manifests.push({ file, object: read, node, document });
      }
    }
  } catch (error) {
    // The parser descends by recursion: what overflows its stack is deeper than any manifest.
    if (!(error instanceof RangeError)) throw error;
    return { manifests: [], problems: [problem(1, 'is nested too deeply')] };
  }
  return result;
}

function documentsOf(text: string, lines: LineCounter) {
  const tokens = new Parser(lines.addNewLine).parse(text);
  // kubectl reads YAML 1.1's merge keys, so we do.
  return new Composer({ keepSourceTokens: true, merge: true }).compose(tokens);
}

function* objectNodesOf(document: Document): Iterable<YAMLMap> {
  const root = document.contents;
  if (!isMap(root)) return;
  const items = root.get('items');
  if (root.get('kind') !== 'List' || !isSeq(items)) yield root;
  else for (const item of items.items) if (isMap(item)) yield item;
}

/** The object, a sentence about why it can't be read, or undefined where there is none. */
function objectOf(
  node: YAMLMap,
  document: Document,
): KubernetesObject | string | undefined {
  let value: unknown;
  try {
    value = node.toJS(document, { maxAliasCount: MAX_ALIASES });
  } catch (error) {
    if (error instanceof ReferenceError) return error.message;
    throw error;
  }
  return isKubernetesObject(value) ? value : undefined;
}

function isKubernetesObject(value: unknown): value is KubernetesObject {
  const { apiVersion, kind, metadata } = value as Partial<KubernetesObject>;
  return (
    typeof apiVersion === 'string' &&
    typeof kind === 'string' &&
    typeof metadata?.name === 'string'
  );
}
