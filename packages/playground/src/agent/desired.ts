import type { KubernetesObject } from '@product-gateways/sample-cluster';
import { createHash } from 'node:crypto';
import { parseAllDocuments } from 'yaml';
import { annotate, digestAnnotation, fileAnnotation } from './tracking';

/** An object that git wants in a cluster. */
export interface Desired {
  file: string;
  object: KubernetesObject;
}

/** What git wants, and the files from which it could not be told. */
export interface DesiredState {
  objects: Desired[];
  problems: Problem[];
}

export interface Problem {
  file: string;
  message: string;
}

/** Reads the YAML files of one cluster's folder; other files are documentation. */
export function desiredState(files: ReadonlyMap<string, string>): DesiredState {
  const state: DesiredState = { objects: [], problems: [] };
  const seen = new Map<string, string>();
  for (const [file, text] of files) {
    if (!/\.ya?ml$/.test(file)) continue;
    for (const document of parseAllDocuments(text)) {
      const [error] = document.errors;
      const value: unknown = error ? undefined : document.toJS();
      if (error) state.problems.push({ file, message: error.message });
      else if (value === null) continue;
      else if (!isObject(value))
        state.problems.push({
          file,
          message: 'a document has no apiVersion, kind or metadata.name',
        });
      else if (seen.has(idOf(value)))
        state.problems.push({
          file,
          message: `${idOf(value)} is in ${seen.get(idOf(value))} as well`,
        });
      else {
        seen.set(idOf(value), file);
        state.objects.push({ file, object: tracked(value, file) });
      }
    }
  }
  return state;
}

/** `apps/v1 Deployment payments/payments`, as messages and the inventory name an object. */
export function idOf({ apiVersion, kind, metadata }: KubernetesObject): string {
  const { namespace, name } = metadata;
  return `${apiVersion} ${kind} ${namespace ? `${namespace}/` : ''}${name}`;
}

function tracked(object: KubernetesObject, file: string): KubernetesObject {
  const digest = createHash('sha256').update(JSON.stringify(object));
  return annotate(object, {
    [fileAnnotation]: file,
    [digestAnnotation]: digest.digest('hex').slice(0, 16),
  });
}

function isObject(value: unknown): value is KubernetesObject {
  if (typeof value !== 'object' || value === null) return false;
  const { apiVersion, kind, metadata } = value as Record<string, unknown>;
  return (
    typeof apiVersion === 'string' &&
    typeof kind === 'string' &&
    typeof metadata === 'object' &&
    metadata !== null &&
    'name' in metadata &&
    typeof metadata.name === 'string'
  );
}
