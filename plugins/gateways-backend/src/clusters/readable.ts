import { Config } from '@backstage/config';
import { isError } from '@backstage/errors';
import { ClusterConfig } from './ClusterConfig';

/** What `read` makes of a cluster's configuration; where it cannot be read, a cluster that says so. */
export function readable(
  config: Config,
  where: string,
  read: () => ClusterConfig,
): ClusterConfig {
  try {
    return read();
  } catch (error) {
    const name = nameIn(config) ?? where;
    const reason = `${where} cannot be read: ${
      isError(error) ? error.message : error
    }.`;
    return { name, title: name, access: { by: 'nothing', reason } };
  }
}

function nameIn(config: Config): string | undefined {
  const name = config.getOptional('name');
  return typeof name === 'string' && name ? name : undefined;
}
