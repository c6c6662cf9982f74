import { memoised } from '../../snapshot';
import { mostSpecific } from '../hosts';
import { Listener, Route, VirtualHost } from '../model';
import { PathNormalization } from '../mesh-config/MeshConfig';
import { Request } from '../probe';
import { MatchedRequest, matches } from './match';
import { normalisedTarget, splitTarget } from './path';

/** How an HTTP listener answers: by which virtual host and route, where there is one. */
export interface Answer {
  readonly request: MatchedRequest;
  readonly virtualHost?: VirtualHost;
  readonly route?: Route;
}

export function answer(
  listener: Listener,
  stated: Request,
  normalization?: PathNormalization,
): Answer {
  const request = matchedRequest(stated, normalization);
  const virtualHost = virtualHostFor(listener, stated.host);
  const redirects =
    virtualHost?.httpsRedirect !== undefined && request.scheme === 'http';
  const route = redirects
    ? undefined
    : virtualHost?.routes.find(({ match }) => matches(match, request));
  return { request, virtualHost, route };
}

/** The one virtual host that is asked for a Host header. */
export function virtualHostFor(
  listener: Listener,
  authority: string,
): VirtualHost | undefined {
  return mostSpecific(virtualHostsByName(listener), hostOf(authority));
}

/** The host by which a virtual host is chosen: in lower case, without port. */
export function hostOf(authority: string): string {
  const colon = authority.lastIndexOf(':');
  const host =
    colon > authority.lastIndexOf(']') ? authority.slice(0, colon) : authority;
  return host.toLowerCase();
}

const virtualHostsByName = memoised(
  ({ virtualHosts }: Listener) =>
    new Map(virtualHosts.map(virtualHost => [virtualHost.host, virtualHost])),
);

/** What conditions look at. */
export function matchedRequest(
  { method, host, path, tls, headers = {} }: Request,
  normalization?: PathNormalization,
): MatchedRequest {
  return {
    method,
    authority: host,
    scheme: tls ? 'https' : 'http',
    ...splitTarget(normalisedTarget(path, normalization)),
    headers: new Map(
      Object.entries(headers).map(([name, value]) => [
        name.toLowerCase(),
        value,
      ]),
    ),
  };
}
