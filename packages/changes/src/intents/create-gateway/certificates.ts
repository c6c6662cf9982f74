import { KubernetesObject } from '@product-gateways/mesh';
import { certificate } from '../../objects/certificate';
import { GatewayDesign } from '../../objects/GatewayDesign';
import { Platform } from '../../Platform';
import { Manifests } from '../../tree/manifests';
import { makesSecret } from './secrets';

/** A Certificate for each Secret that the servers name and nothing in git makes, where the platform has an issuer. */
export function certificates(
  design: GatewayDesign,
  { all }: Manifests,
  { gateways: { issuer } }: Platform,
): KubernetesObject[] {
  if (!issuer) return [];
  const bySecret = Map.groupBy(
    design.servers.filter(({ tls }) => typeof tls?.credentialName === 'string'),
    ({ tls }) => String(tls?.credentialName),
  );
  return [...bySecret]
    .filter(
      ([secret]) =>
        !all.some(
          ({ object }) =>
            object.metadata.namespace === design.namespace &&
            makesSecret(object, secret),
        ),
    )
    .map(([secret, servers]) =>
      certificate(
        design,
        secret,
        servers.flatMap(({ hosts }) => hosts),
        issuer,
      ),
    );
}
