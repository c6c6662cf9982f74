import type { Registry } from './Registry';
import { openApiIndex, openApiOf } from './openapi';
import type { ResourceType } from './resources';

/** The version whose API is imitated; the suffix says that it is an imitation. */
const version = {
  major: '1',
  minor: '36',
  gitVersion: 'v1.36.0+sample',
  gitCommit: '',
  gitTreeState: 'clean',
  buildDate: '2026-01-01T00:00:00Z',
  goVersion: '',
  compiler: '',
  platform: 'linux/amd64',
};

/** Answers for what is no resource: versions, health, discovery, OpenAPI. `undefined`: no such path. */
export function discover(
  registry: Registry,
  path: string,
): object | string | undefined {
  const parts = path.split('/').filter(Boolean);
  switch (parts[0]) {
    case 'version':
      return version;
    case 'healthz':
    case 'livez':
    case 'readyz':
      return 'ok';
    case 'api':
      if (parts.length === 1)
        return {
          kind: 'APIVersions',
          versions: ['v1'],
          serverAddressByClientCIDRs: [],
        };
      return resourceList(registry, '', parts[1]);
    case 'apis':
      if (parts.length === 1)
        return {
          kind: 'APIGroupList',
          apiVersion: 'v1',
          groups: registry.groups().map(groupOf),
        };
      if (parts.length === 2) return apiGroup(registry, parts[1]);
      return resourceList(registry, parts[1], parts[2]);
    case 'openapi':
      if (parts[1] !== 'v3') return undefined;
      return parts.length === 2
        ? openApiIndex(registry)
        : openApiOf(registry, parts.slice(2));
    default:
      return undefined;
  }
}

function groupOf({ name, versions }: { name: string; versions: string[] }) {
  const named = versions.map(each => ({
    groupVersion: `${name}/${each}`,
    version: each,
  }));
  return { name, versions: named, preferredVersion: named[0] };
}

function apiGroup(registry: Registry, name: string) {
  const group = registry.groups().find(each => each.name === name);
  return group && { kind: 'APIGroup', apiVersion: 'v1', ...groupOf(group) };
}

function resourceList(registry: Registry, group: string, served: string) {
  const types = registry.ofVersion(group, served);
  if (types.length === 0) return undefined;
  const groupVersion = group ? `${group}/${served}` : served;
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion,
    resources: types.flatMap(entries),
  };
}

function entries(type: ResourceType) {
  const { plural, singular, namespaced, kind, shortNames, categories } = type;
  const verbs = [
    'create',
    'delete',
    'deletecollection',
    'get',
    'list',
    'patch',
    'update',
    'watch',
  ];
  const entry = {
    name: plural,
    singularName: singular,
    namespaced,
    kind,
    verbs,
    shortNames,
    categories,
  };
  const status = {
    name: `${plural}/status`,
    singularName: '',
    namespaced,
    kind,
    verbs: ['get', 'patch', 'update'],
  };
  return type.hasStatus ? [entry, status] : [entry];
}
