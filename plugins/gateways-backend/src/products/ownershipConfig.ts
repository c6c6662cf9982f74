import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { OwnershipConfig } from '@product-gateways/mesh';
import { z } from 'zod';

const table = z.record(z.string(), z.string()).optional();
const mapping = z.object({ namespaces: table, gateways: table });
const schema = mapping.extend({
  clusters: z.record(z.string(), mapping).optional(),
});

/** `gateways.ownership`: whose namespaces and gateways are in clusters that cannot be labelled. */
export function readOwnershipConfig(config: Config): OwnershipConfig {
  const read = schema.safeParse(config.getOptional('gateways.ownership') ?? {});
  if (read.success) return read.data;
  const problems = read.error.issues.map(
    ({ path, message }) =>
      `${['gateways.ownership', ...path].join('.')}: ${message}`,
  );
  throw new InputError(
    `The configuration cannot be read: ${problems.join('; ')}`,
  );
}
