import { JsonRecord, KubernetesObject } from '@product-gateways/mesh';
import { recordAt } from './fields';

/**
 * Why a DestinationRule does not lead callers to another copy when one fails, or stops istiod. See
 * istio.io/latest/docs/reference/config/networking/destination-rule and istio#61857.
 */
export function faultsOf(
  { spec }: Pick<KubernetesObject, 'spec'>,
  hasNames: boolean,
): string[] {
  const stated: JsonRecord = recordAt(spec, 'trafficPolicy');
  const outlier = recordAt(stated, 'outlierDetection');
  const balancer = recordAt(stated, 'loadBalancer');
  const locality = recordAt(balancer, 'localityLbSetting');
  const zones = recordAt(balancer, 'zoneAwareLbSetting');
  const table: [boolean, string][] = [
    [
      !stated.outlierDetection,
      'it has no outlierDetection, without which nothing fails over',
    ],
    [
      outlier.maxEjectionPercent !== 100,
      'outlierDetection.maxEjectionPercent is not 100, so a copy that fails may be kept',
    ],
    [
      Boolean(outlier.consecutiveLocalOriginFailures) &&
        !outlier.splitExternalLocalOriginErrors,
      'outlierDetection.consecutiveLocalOriginFailures is rejected without splitExternalLocalOriginErrors',
    ],
    [locality.enabled === false, 'localityLbSetting is switched off'],
    [
      Boolean(locality.distribute),
      'localityLbSetting.distribute takes away the copies that it does not name, so nothing fails over to them',
    ],
    [
      hasNames && Boolean(locality.failoverPriority ?? zones.failoverPriority),
      'failoverPriority over addresses that are names crashes istiod (istio#61857)',
    ],
  ];
  return table.filter(([isSo]) => isSo).map(([, fault]) => fault);
}
