import type { Controller, WorldObject } from './World';

const owners = new Set(['Deployment', 'ReplicaSet', 'Service', 'Gateway']);

/** What was made for an owner goes when the owner is gone. */
export const garbage: Controller = world => {
  const objects: WorldObject[] = Object.values(world).flat();
  const alive = new Set(objects.map(({ metadata }) => metadata.uid));
  return objects
    .filter(({ metadata }) => {
      const owner = metadata.ownerReferences?.find(each => each.controller);
      return owner && owners.has(owner.kind) && !alive.has(owner.uid);
    })
    .map(object => ({ verb: 'delete', object }));
};
