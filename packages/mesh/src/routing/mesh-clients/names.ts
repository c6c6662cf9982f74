import { qualify, serviceHost } from '../hosts';
import { MeshService } from '../services';

const kubernetes = /^([^.]+)\.([^.]+)\.svc\.cluster\.local$/;

/**
 * The Host headers by which a client reaches a service: its full name, with a dot at the end too; of a Kubernetes Service also what is
 * left of the name without its domain, and in the client's namespace the name alone; its cluster IP.
 */
export function domainsOf(
  { host, address }: Pick<MeshService, 'host' | 'address'>,
  clientNamespace: string,
): readonly string[] {
  const domains = [host, `${host}.`];
  const [, name, namespace] = kubernetes.exec(host) ?? [];
  if (name !== undefined) {
    domains.push(`${name}.${namespace}.svc`, `${name}.${namespace}`);
    if (namespace === clientNamespace) domains.push(name);
  }
  return address ? [...domains, address] : domains;
}

/** The names of services that a client may mean by a host, the likeliest first: DNS completes short names. */
export function meantHosts(
  host: string,
  clientNamespace: string,
): readonly string[] {
  const plain = host.replace(/\.$/, '');
  const [name, namespace, svc, ...more] = plain.split('.');
  const completed =
    namespace !== undefined &&
    (svc === undefined || svc === 'svc') &&
    more.length === 0
      ? [serviceHost(name, namespace)]
      : [];
  return [...new Set([plain, qualify(plain, clientNamespace), ...completed])];
}
