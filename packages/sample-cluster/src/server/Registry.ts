import type { ObjectStore } from '../store/ObjectStore';
import {
  builtInResources,
  byPriority,
  customResource,
  customResourceDefinitions,
  resourceKey,
  type ResourceType,
} from './resources';

/** The kinds that the server serves right now: those that every cluster has, and those of the CRDs in the store. */
export class Registry {
  constructor(private readonly store: ObjectStore) {}

  all(): ResourceType[] {
    return [
      ...builtInResources,
      ...this.store
        .list(resourceKey(customResourceDefinitions))
        .map(customResource),
    ];
  }

  find({
    group,
    version,
    resource,
  }: {
    group: string;
    version: string;
    resource: string;
  }): ResourceType | undefined {
    const crd = this.store.get({
      resource: resourceKey(customResourceDefinitions),
      name: `${resource}.${group}`,
    });
    const type = crd
      ? customResource(crd)
      : builtInResources.find(
          candidate =>
            candidate.plural === resource && candidate.group === group,
        );
    return type?.versions.includes(version) ? type : undefined;
  }

  /** Groups but the core one, with their versions, preferred first. */
  groups(): { name: string; versions: string[] }[] {
    const versions = new Map<string, Set<string>>();
    for (const type of this.all().filter(({ group }) => group !== '')) {
      const known = versions.get(type.group) ?? new Set();
      type.versions.forEach(version => known.add(version));
      versions.set(type.group, known);
    }
    return [...versions].map(([name, served]) => ({
      name,
      versions: [...served].sort(byPriority),
    }));
  }

  ofVersion(group: string, version: string): ResourceType[] {
    return this.all().filter(
      type => type.group === group && type.versions.includes(version),
    );
  }
}
