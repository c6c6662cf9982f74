import { useCallback, useMemo } from 'react';
import { useAppSearchParams } from '@backstage/frontend-plugin-api';
import { ProductGateways } from '@product-gateways/backstage-plugin-gateways-common';
import { nameOfSource } from '../words/objects';

/** What of a view is shown: one cluster's rows, or all (`''`), and those in which the searched words stand. */
export type Filter = { cluster: string; search: string };

/** The gateways and routes that a filter lets through. Every word searched for must stand somewhere in the row. */
export function keepOnly(view: ProductGateways, { cluster, search }: Filter) {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const keeps = (row: { cluster: string }, text: unknown) => {
    if (cluster && row.cluster !== cluster) return false;
    const said = JSON.stringify(text).toLowerCase();
    return words.every(word => said.includes(word));
  };
  const gatewayName = new Map(view.gateways.map(g => [g.id, g.workload.name]));
  return {
    gateways: view.gateways.filter(row =>
      keeps(row, [
        row.workload,
        row.cluster,
        row.zone,
        row.ownership,
        row.sharedWith,
        row.addresses,
        row.hosts,
      ]),
    ),
    routes: view.routes.filter(row =>
      keeps(row, [
        row.host,
        row.match,
        row.cluster,
        row.destinations,
        nameOfSource(row.source),
        gatewayName.get(row.gateway),
      ]),
    ),
  };
}

/** The filter lives in the address, so that a link shows what its sender saw. */
export function useFilter(): [Filter, (filter: Filter) => void] {
  const [params, setParams] = useAppSearchParams();
  const cluster = params.get('cluster') ?? '';
  const search = params.get('search') ?? '';

  const setFilter = useCallback(
    (filter: Filter) =>
      setParams(
        previous => {
          const query = new URLSearchParams(previous);
          for (const [name, value] of Object.entries(filter)) {
            if (value) query.set(name, value);
            else query.delete(name);
          }
          return query;
        },
        { replace: true },
      ),
    [setParams],
  );
  return [useMemo(() => ({ cluster, search }), [cluster, search]), setFilter];
}
