import { KubernetesObject } from '@product-gateways/mesh';
import {
  CALLERS_PORT,
  FailoverDesign,
  failoverMetadata,
} from './FailoverDesign';

/**
 * How callers in the mesh ask: a request that one copy does not take goes to the other, also before that copy is known to have failed.
 * What may have been done already is asked again only where asking twice does no harm.
 */
export function callersRoute(design: FailoverDesign): KubernetesObject {
  const { host, publicHost, timeout } = design;
  const to = {
    ...(host === publicHost ? {} : { rewrite: { authority: publicHost } }),
    route: [{ destination: { host, port: { number: CALLERS_PORT } } }],
  };
  const retries = {
    attempts: 3,
    ...(timeout ? { perTryTimeout: timeout } : {}),
    retryRemoteLocalities: true,
  };
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: failoverMetadata(design),
    spec: {
      hosts: [host],
      gateways: ['mesh'],
      http: [
        {
          name: 'repeatable',
          match: REPEATABLE,
          ...to,
          retries: {
            ...retries,
            retryOn: `${NEVER_TAKEN},gateway-error,reset`,
          },
        },
        {
          name: 'others',
          ...to,
          retries: { ...retries, retryOn: NEVER_TAKEN },
        },
      ],
    },
  };
}

/** The gateway has not taken the request: it is safe to ask the other. */
const NEVER_TAKEN = 'connect-failure,refused-stream,reset-before-request';

/** Methods that change nothing, and requests whose key lets the service notice that it has done them already. */
const REPEATABLE = [
  ...['GET', 'HEAD', 'OPTIONS'].map(exact => ({ method: { exact } })),
  { headers: { 'idempotency-key': {} } },
];
