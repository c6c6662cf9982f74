import { standingOf } from '../declarations';
import { destinationsOf } from '../destinations';
import { HttpRule, RedirectSpec, RouteSet, RuleMatch } from '../declaration';
import { hasLabels, Labels } from '../fields';
import { Redirect, Route, RouteAction, RouteMatch } from '../model';
import { Snapshot } from '../../snapshot';

/** The gateway that asks for routes, and the server behind which they stand. */
export interface RouteContext {
  readonly snapshot: Snapshot;
  readonly namespace: string;
  readonly podLabels: Labels;
  readonly gatewayKey: string;
  readonly serverPort: number;
  readonly tls: boolean;
}

/** The routes of a set on one gateway, one for each match; nothing after one that takes every request. */
export function routesOf(set: RouteSet, context: RouteContext): Route[] {
  const routes: Route[] = [];
  for (const rule of set.http) {
    const action = actionOf(rule, set, context);
    for (const match of rule.matches.length > 0 ? rule.matches : [undefined]) {
      if (match && !applies(match, context)) continue;
      const route = routeOf(rule, match, action, set, context);
      routes.push(route);
      if (isCatchAll(route.match)) return routes;
    }
  }
  return routes;
}

/** Routes that take every request go to the end of their virtual host, in order. */
export function catchAllsLast(routes: readonly Route[]): Route[] {
  const isLast = routes.map(({ match }) => isCatchAll(match));
  return [
    ...routes.filter((_, index) => !isLast[index]),
    ...routes.filter((_, index) => isLast[index]),
  ];
}

function isCatchAll({
  path,
  method,
  authority,
  scheme,
  headers,
  query,
}: RouteMatch): boolean {
  if (method || authority || scheme || headers.length > 0 || query.length > 0)
    return false;
  if (!path) return true;
  return path.type === 'regex'
    ? path.value === '.*'
    : path.type !== 'exact' && path.value === '/';
}

/** Sidecars are told apart by source labels and namespace; a gateway is one source too. */
function applies(
  { port, gateways, sourceLabels, sourceNamespace }: RuleMatch,
  context: RouteContext,
): boolean {
  if (port && port !== context.serverPort) return false;
  if (gateways && gateways.length > 0)
    return gateways.includes(context.gatewayKey);
  if (sourceLabels && !hasLabels(context.podLabels, sourceLabels)) return false;
  return sourceNamespace === undefined || sourceNamespace === context.namespace;
}

const everything: RouteMatch = { headers: [], query: [] };

function routeOf(
  rule: HttpRule,
  match: RuleMatch | undefined,
  action: RouteAction,
  set: RouteSet,
  context: RouteContext,
): Route {
  const mirrors = destinationsOf(
    rule.mirrors,
    destinationContext(set, context),
  );
  return {
    match: match ? conditions(match) : everything,
    action,
    source: rule.source,
    matchPath: match?.matchPath,
    decidedBy: rule.decidedBy,
    standing: [standingOf(set, context.namespace), rule.standing ?? ''].join(
      ' ',
    ),
    policy: mirrors.length > 0 ? { ...rule.policy, mirrors } : rule.policy,
  };
}

function conditions({
  path,
  method,
  authority,
  scheme,
  headers,
  query,
}: RuleMatch): RouteMatch {
  return { path, method, authority, scheme, headers, query };
}

function actionOf(
  { action }: HttpRule,
  set: RouteSet,
  context: RouteContext,
): RouteAction {
  switch (action.type) {
    case 'route':
      return {
        type: 'route',
        destinations: destinationsOf(
          action.destinations,
          destinationContext(set, context),
        ),
      };
    case 'redirect':
      return redirectOf(action, context);
    default:
      return action;
  }
}

/** A port that the scheme has anyway is not written out. */
function redirectOf(
  { portFromServer, ...redirect }: RedirectSpec,
  { serverPort, tls }: RouteContext,
): Redirect {
  const port = redirect.port ?? (portFromServer ? serverPort : undefined);
  const scheme = redirect.scheme ?? (tls ? 'https' : 'http');
  const usual =
    (port === 80 && scheme === 'http') || (port === 443 && scheme === 'https');
  return { ...redirect, port: usual ? undefined : port };
}

const destinationContext = (
  { namespace }: RouteSet,
  context: RouteContext,
) => ({
  snapshot: context.snapshot,
  gatewayNamespace: context.namespace,
  ofSidecar: context.gatewayKey === 'mesh',
  routeNamespace: namespace,
  serverPort: context.serverPort,
});
