import { ReactNode } from 'react';
import { RiAlertLine } from '@remixicon/react';
import {
  Destination,
  Gateway,
  Host,
  Route,
} from '@product-gateways/backstage-plugin-gateways-common';
import { Changes } from '../live/changesBetween';
import { nameOfSource, titlesOf } from '../words/objects';
import { LiveColumn, LiveTable } from './LiveTable';
import { ReadyCount } from './ReadyCount';
import styles from './Tables.module.css';

/** What the product's hosts lead to: one row for each host, gateway and route, in the order in which a gateway tries them. */
export function RoutesTable({
  routes,
  hosts,
  gateways,
  changes,
  titleOfCluster,
  whenEmpty,
}: {
  routes: readonly Route[];
  hosts: readonly Host[];
  gateways: readonly Gateway[];
  changes: Changes;
  titleOfCluster: (cluster: string) => string;
  whenEmpty: string;
}) {
  const columns = columnsWith({
    titleOfCluster,
    hostOf: route => hosts.find(({ host }) => host === route.host),
    gatewayOf: route =>
      gateways.find(({ id }) => id === route.gateway)?.workload.name ??
      route.gateway,
  });
  return (
    <LiveTable
      label="Hosts and routes"
      columns={columns}
      rows={routes}
      changes={changes}
      emptyState={<>{whenEmpty}</>}
    />
  );
}

function columnsWith(look: {
  titleOfCluster: (cluster: string) => string;
  hostOf: (route: Route) => Host | undefined;
  gatewayOf: (route: Route) => string;
}): LiveColumn<Route>[] {
  return [
    {
      id: 'host',
      label: 'Host',
      width: '22%',
      sortBy: route => route.host,
      cell: route => (
        <>
          <span className={styles.main}>{route.host}</span>
          <Claims host={look.hostOf(route)} />
        </>
      ),
    },
    {
      id: 'order',
      label: 'Order',
      width: '8%',
      sortBy: route => route.order,
      cell: route => route.order,
    },
    {
      id: 'match',
      label: 'Match',
      width: '14%',
      sortBy: route => route.match,
      cell: ({ match, ports }) => (
        <>
          <span className={styles.match}>{match}</span>
          {ports && ports.length > 0 && (
            <span className={styles.sub}>
              port{ports.length > 1 && 's'} {ports.join(', ')}
            </span>
          )}
        </>
      ),
    },
    {
      id: 'leads',
      label: 'Leads to',
      width: '25%',
      sortBy: route => route.destinations.map(nameOfDestination).join(),
      cell: route => <LeadsTo route={route} />,
    },
    {
      id: 'gateway',
      label: 'Gateway',
      width: '15%',
      sortBy: route => `${look.gatewayOf(route)} ${route.cluster}`,
      cell: route => (
        <>
          {look.gatewayOf(route)}
          <span className={styles.sub}>
            in {look.titleOfCluster(route.cluster)}
          </span>
        </>
      ),
    },
    {
      id: 'source',
      label: 'Who says so',
      width: '16%',
      sortBy: route => nameOfSource(route.source),
      cell: route => (
        <span className={styles.source}>{nameOfSource(route.source)}</span>
      ),
    },
  ];
}

function Claims({ host }: { host: Host | undefined }) {
  if (!host?.disputedWith.length) return null;
  return <Wrong>also claimed by {titlesOf(host.disputedWith)}</Wrong>;
}

const actions: Record<Route['action'], string> = {
  route: '',
  redirect: 'redirects',
  'direct-response': 'answers itself',
  passthrough: 'passes TLS through',
  tcp: 'passes TCP through',
};

function LeadsTo({
  route: { action, detail, destinations },
}: {
  route: Route;
}) {
  return (
    <>
      {actions[action] && destinations.length === 0 && actions[action]}
      {destinations.map(destination => (
        <div
          key={nameOfDestination(destination)}
          className={styles.destination}
        >
          <span className={styles.destinationLine}>
            <span>{nameOfDestination(destination)}</span>
            {destinations.length > 1 && destination.weight !== undefined && (
              <span className={styles.quiet}>{destination.weight} %</span>
            )}
            {destination.endpoints && <ReadyCount {...destination.endpoints} />}
          </span>
          {destination.problem && <Wrong>{destination.problem}</Wrong>}
        </div>
      ))}
      {detail && <span className={styles.sub}>{detail}</span>}
    </>
  );
}

function Wrong({ children }: { children: ReactNode }) {
  return (
    <span className={styles.wrong}>
      <RiAlertLine aria-hidden />
      <span>{children}</span>
    </span>
  );
}

/** `payments-web:8080`, with the subset if there is one; the mesh's name where it is no Service of this cluster. */
function nameOfDestination({ host, service, port, subset }: Destination) {
  return [
    `${service?.name ?? host}${port ? `:${port}` : ''}`,
    subset && `subset ${subset}`,
  ]
    .filter(Boolean)
    .join(' ');
}
