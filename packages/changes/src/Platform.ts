import { Installer } from './Intent';

/**
 * What the platform's engineers decide for all products; teams do not see it as choices.
 *
 * @public
 */
export interface Platform {
  /** Product → the hosts that are its own, exact or `*.suffix`. None for any product: whoever claims a host first has it. */
  hosts: ReadonlyMap<string, readonly string[]>;
  gateways: GatewayDefaults;
}

/**
 * How gateways are made where a team does not say otherwise.
 *
 * @public
 */
export interface GatewayDefaults {
  /** Of gateways for VirtualServices; routes of Gateway API always get a Gateway that istiod runs. */
  installer: Exclude<Installer, 'gateway-api'>;
  /** How many pods the autoscaler keeps. */
  replicas: { min: number; max: number };
  /** The oldest TLS that a new gateway's servers take, where the shared one does not say. */
  minProtocolVersion?: 'TLSV1_2' | 'TLSV1_3';
  /** On the Service of every gateway, e.g. which load balancer the cloud makes for it. */
  serviceAnnotations: Readonly<Record<string, string>>;
  /** The revision of istiod that injects the proxies; absent: that of the shared gateway. */
  revision?: string;
  /** The proxy's image; `auto` is for istiod to say. */
  image: string;
  /** Where Istio's chart `gateway` comes from. */
  chart: { repository: string; version?: string };
  /** What signs certificates by cert-manager; absent: Secrets are brought by people. */
  issuer?: { kind: 'ClusterIssuer' | 'Issuer'; name: string };
}

/**
 * What a platform gets that says nothing. Charts are where Istio publishes them since 1.31 (its upgrade notes).
 *
 * @public
 */
export const defaultPlatform: Platform = {
  hosts: new Map(),
  gateways: {
    installer: 'deployment',
    replicas: { min: 2, max: 5 },
    serviceAnnotations: {},
    image: 'auto',
    chart: { repository: 'https://blob.istio.io/istio-release/charts' },
  },
};
