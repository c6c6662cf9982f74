import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  defaultPlatform,
  GatewayDefaults,
  Platform,
} from '@product-gateways/changes';
import { normalHost } from '@product-gateways/mesh';
import { z } from 'zod';

const hostsOfProducts = z.record(z.string(), z.array(z.string()));

/** `gateways.hosts` and `gateways.defaults`. A mistake in them ends the start with the key that is wrong. */
export function readPlatform(config: Config): Platform {
  const defaults = config.getOptionalConfig('gateways.defaults');
  return {
    hosts: hostsIn(config),
    gateways: defaults ? gatewaysIn(defaults) : defaultPlatform.gateways,
  };
}

/** Read as one value: a product's name may hold dots, which part the keys of a configuration. */
function hostsIn(config: Config): Platform['hosts'] {
  const read = hostsOfProducts.safeParse(
    config.getOptional('gateways.hosts') ?? {},
  );
  if (!read.success)
    throw new InputError(
      'gateways.hosts must name, for each product, a list of hosts.',
    );
  return new Map(
    Object.entries(read.data).map(([product, hosts]) => [
      product,
      hosts.map(pattern => hostIn(pattern, `gateways.hosts.${product}`)),
    ]),
  );
}

function hostIn(pattern: string, key: string): string {
  const host = normalHost(pattern);
  if (host) return host;
  throw new InputError(
    `${key} holds ${JSON.stringify(
      pattern,
    )}, which is no host: write shop.example.com or *.shop.example.com.`,
  );
}

function gatewaysIn(config: Config): GatewayDefaults {
  const { installer, replicas, image, chart } = defaultPlatform.gateways;
  const annotations = config.getOptionalConfig('serviceAnnotations');
  return {
    installer:
      oneOf(config, 'installer', ['deployment', 'chart', 'operator']) ??
      installer,
    replicas: replicasIn(config) ?? replicas,
    minProtocolVersion: oneOf(config, 'minProtocolVersion', [
      'TLSV1_2',
      'TLSV1_3',
    ]),
    serviceAnnotations: Object.fromEntries(
      Object.entries(annotations?.get<Record<string, unknown>>() ?? {}).map(
        ([name, value]) => [name, String(value)],
      ),
    ),
    revision: config.getOptionalString('revision'),
    image: config.getOptionalString('image') ?? image,
    chart: {
      repository: chartIn(config) ?? chart.repository,
      version: config.getOptionalString('chart.version'),
    },
    issuer: issuerIn(config),
  };
}

function replicasIn(config: Config): GatewayDefaults['replicas'] | undefined {
  const replicas = config.getOptionalConfig('replicas');
  if (!replicas) return undefined;
  const [min, max] = [replicas.getNumber('min'), replicas.getNumber('max')];
  if (Number.isInteger(min) && Number.isInteger(max) && min >= 1 && max >= min)
    return { min, max };
  throw new InputError(
    `gateways.defaults.replicas must be whole numbers with 1 ≤ min ≤ max, not ${min} and ${max}.`,
  );
}

/** It becomes part of a command that a person runs, so it may not hold what a shell would read as more than a word. */
function chartIn(config: Config): string | undefined {
  const repository = config.getOptionalString('chart.repository');
  if (
    repository === undefined ||
    /^(https|oci):\/\/[\w./:-]+$/.test(repository)
  )
    return repository;
  throw new InputError(
    'gateways.defaults.chart.repository must be the address of a chart repository, beginning with https:// or oci://.',
  );
}

function issuerIn(config: Config): GatewayDefaults['issuer'] {
  const issuer = config.getOptionalConfig('issuer');
  if (!issuer) return undefined;
  const kind = oneOf(issuer, 'kind', ['ClusterIssuer', 'Issuer'], 'issuer.');
  return { kind: kind ?? 'ClusterIssuer', name: issuer.getString('name') };
}

function oneOf<const T extends string>(
  config: Config,
  key: string,
  allowed: readonly T[],
  within = '',
): T | undefined {
  const value = config.getOptionalString(key);
  const found = allowed.find(each => each === value);
  if (value === undefined || found) return found;
  throw new InputError(
    `gateways.defaults.${within}${key} must be one of ${allowed.join(
      ', ',
    )}, not ${JSON.stringify(value)}.`,
  );
}
