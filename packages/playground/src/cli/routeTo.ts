import { Mistake } from './Io';

/** Of a VirtualService, what an edit of a route touches. */
export interface VirtualServiceSpec {
  http?: HttpRoute[];
  [field: string]: unknown;
}

interface HttpRoute {
  match?: { uri?: { prefix?: string; exact?: string } }[];
  route?: { destination: { host: string }; [field: string]: unknown }[];
  [field: string]: unknown;
}

/** The spec with the route of `path` leading to `host`. `/` names the route that takes what no other takes. */
export function routeTo(
  spec: VirtualServiceSpec,
  path: string,
  host: string,
): VirtualServiceSpec {
  const routes = spec.http ?? [];
  const chosen = routes.find(route => pathsOf(route).includes(path));
  if (!chosen?.route) {
    const known = routes.flatMap(pathsOf).join(', ');
    throw new Mistake(`There is no route of ${path}. There are: ${known}.`);
  }
  const route = chosen.route.map(each => ({
    ...each,
    destination: { ...each.destination, host },
  }));
  const http = routes.map(each =>
    each === chosen ? { ...each, route } : each,
  );
  return { ...spec, http };
}

function pathsOf({ match }: HttpRoute): string[] {
  return (match ?? [{}]).map(({ uri }) => uri?.prefix ?? uri?.exact ?? '/');
}
