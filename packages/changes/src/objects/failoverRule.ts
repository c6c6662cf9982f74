import { KubernetesObject } from '@product-gateways/mesh';
import {
  CALLERS_PORT,
  FailoverDesign,
  failoverMetadata,
} from './FailoverDesign';

/**
 * Keeps callers with the copy that is near and leads them to the other when it fails: without outlier detection no proxy fails over, and
 * above `maxEjectionPercent` none does either. A gateway is taken out for what gateways answer (502, 503, 504) and for connections that
 * fail, not for a service's own 500. There is no `failoverPriority`: over hosts by name it crashes istiod (istio#61857).
 */
export function failoverRule(design: FailoverDesign): KubernetesObject {
  const { host, publicHost, tls } = design;
  const policy = {
    connectionPool: { tcp: { connectTimeout: '2s' } },
    outlierDetection: {
      consecutive5xxErrors: 0,
      consecutiveGatewayErrors: 3,
      interval: '5s',
      baseEjectionTime: '30s',
      maxEjectionPercent: 100,
      minHealthPercent: 0,
    },
    loadBalancer: { localityLbSetting: localitySetting(design) },
  };
  const secured = tls ? { ...policy, tls: clientTls(design) } : policy;
  // A port's settings take the place of the others: they are not added to them.
  const trafficPolicy =
    host === publicHost && tls
      ? {
          ...policy,
          portLevelSettings: [{ port: { number: CALLERS_PORT }, ...secured }],
        }
      : secured;
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'DestinationRule',
    metadata: failoverMetadata(design),
    spec: { host, trafficPolicy, exportTo: ['*'] },
  };
}

/** Each region's callers go to the next one; zones of one region need no list. */
function localitySetting({ endpoints }: FailoverDesign) {
  const regions = [
    ...new Set(endpoints.map(({ locality }) => locality.split('/')[0])),
  ];
  const failover = regions.map((from, index) => ({
    from,
    to: regions[(index + 1) % regions.length],
  }));
  return regions.length > 1 ? { enabled: true, failover } : { enabled: true };
}

function clientTls({ publicHost, caCertificates }: FailoverDesign) {
  return {
    mode: 'SIMPLE',
    sni: publicHost,
    subjectAltNames: [publicHost],
    ...(caCertificates ? { caCertificates } : {}),
  };
}
