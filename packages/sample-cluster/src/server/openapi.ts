import type { Registry } from './Registry';
import type { ResourceType } from './resources';

/**
 * What kubectl wants to know before it writes: does the server understand `fieldValidation` and `dryRun`? Without an answer it
 * would validate by schemas, which this server has not. So: paths with their parameters, and no schemas.
 */
export function openApiOf(
  registry: Registry,
  [root, ...rest]: string[],
): object | undefined {
  const [group, version] = root === 'api' ? ['', ...rest] : rest;
  const types = registry.ofVersion(group, version);
  if (types.length === 0) return undefined;
  const prefix = group ? `/apis/${group}/${version}` : `/api/${version}`;
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes, a sample', version: 'v1.36.0' },
    components: { schemas: {} },
    paths: Object.fromEntries(
      types.map(type => [pathOf(prefix, type), operations(type, version)]),
    ),
  };
}

export function openApiIndex(registry: Registry) {
  const versions = registry
    .groups()
    .flatMap(({ name, versions: served }) =>
      served.map(each => `apis/${name}/${each}`),
    );
  return {
    paths: Object.fromEntries(
      ['api/v1', ...versions].map(path => [
        path,
        { serverRelativeURL: `/openapi/v3/${path}` },
      ]),
    ),
  };
}

function pathOf(prefix: string, { plural, namespaced }: ResourceType): string {
  return namespaced
    ? `${prefix}/namespaces/{namespace}/${plural}/{name}`
    : `${prefix}/${plural}/{name}`;
}

function operations({ group, kind }: ResourceType, version: string) {
  const names = ['dryRun', 'fieldManager', 'fieldValidation'];
  const parameters = names.map(name => ({
    name,
    in: 'query',
    schema: { type: 'string' },
  }));
  const operation = {
    parameters,
    responses: {},
    'x-kubernetes-group-version-kind': { group, version, kind },
  };
  return { put: operation, patch: operation };
}
