import {
  RiGroupLine,
  RiQuestionLine,
  RiShieldCheckLine,
} from '@remixicon/react';
import {
  Gateway,
  GatewayPort,
} from '@product-gateways/backstage-plugin-gateways-common';
import { Changes } from '../live/changesBetween';
import { isSeen, nameOfObject, titlesOf } from '../words/objects';
import { LiveColumn, LiveTable } from './LiveTable';
import { Mark } from './Mark';
import { ReplicaCount } from './ReplicaCount';
import styles from './Tables.module.css';

/** The gateway workloads that serve the product: one row for each in each cluster. */
export function GatewaysTable({
  gateways,
  changes,
  titleOfCluster,
  whenEmpty,
}: {
  gateways: readonly Gateway[];
  changes: Changes;
  titleOfCluster: (cluster: string) => string;
  whenEmpty: string;
}) {
  return (
    <LiveTable
      label="Gateways"
      columns={columnsWith(titleOfCluster)}
      rows={gateways}
      changes={changes}
      emptyState={<>{whenEmpty}</>}
    />
  );
}

function columnsWith(
  titleOfCluster: (cluster: string) => string,
): LiveColumn<Gateway>[] {
  return [
    {
      id: 'workload',
      label: 'Gateway',
      width: '19%',
      sortBy: gateway => gateway.workload.name,
      cell: ({ workload }) => (
        <>
          <span className={styles.main}>{workload.name}</span>
          <span className={styles.sub}>
            {workload.kind}
            {workload.namespace && ` in ${workload.namespace}`}
          </span>
        </>
      ),
    },
    {
      id: 'where',
      label: 'Cluster',
      width: '8%',
      sortBy: gateway => `${titleOfCluster(gateway.cluster)} ${gateway.zone}`,
      cell: ({ cluster, zone }) => (
        <>
          {titleOfCluster(cluster)}
          {zone && <span className={styles.sub}>zone {zone}</span>}
        </>
      ),
    },
    {
      id: 'ownership',
      label: 'Own or shared',
      width: '13%',
      sortBy: gateway => gateway.ownership,
      cell: gateway => <Ownership gateway={gateway} />,
    },
    {
      id: 'ready',
      label: 'Ready',
      width: '10%',
      sortBy: ({ replicas }) => replicas.ready - replicas.desired,
      cell: gateway => <ReplicaCount gateway={gateway} />,
    },
    {
      id: 'address',
      label: 'Address and ports',
      width: '21%',
      sortBy: gateway => gateway.addresses.join(),
      cell: ({ addresses, ports }) => (
        <>
          {addresses.length > 0 ? (
            addresses.map(address => (
              <span key={address} className={styles.line}>
                {address}
              </span>
            ))
          ) : (
            <span className={styles.quiet}>no address yet</span>
          )}
          {ports.map(port => (
            <span key={`${port.port} ${port.protocol}`} className={styles.sub}>
              {sayPort(port)}
            </span>
          ))}
        </>
      ),
    },
    {
      id: 'istio',
      label: 'Version',
      width: '10%',
      sortBy: gateway => gateway.istioVersion ?? '',
      cell: ({ controller, istioVersion, revision }) => (
        <>
          {istioVersion ?? (
            <span className={styles.quiet}>
              {controller === 'ingress' ? 'not Istio' : 'not seen'}
            </span>
          )}
          {revision && <span className={styles.sub}>revision {revision}</span>}
        </>
      ),
    },
    {
      id: 'hosts',
      label: 'Hosts and who says so',
      width: '19%',
      sortBy: gateway => gateway.hosts.join(),
      cell: ({ hosts, definedBy }) => (
        <>
          {hosts.map(host => (
            <span key={host} className={styles.line}>
              {host}
            </span>
          ))}
          {hosts.length === 0 && (
            <span className={styles.quiet}>none of this product</span>
          )}
          {definedBy.map(object => (
            <span key={nameOfObject(object)} className={styles.sub}>
              {nameOfObject(object)}
            </span>
          ))}
        </>
      ),
    },
  ];
}

function Ownership({ gateway }: { gateway: Gateway }) {
  const { ownership, sharedWith, controller, workload } = gateway;
  const withNobody = ownership === 'shared' && sharedWith.length === 0;
  // What is not seen to run cannot be said to be another's.
  switch (withNobody && !isSeen(workload) ? 'unknown' : ownership) {
    case 'own':
      return (
        <Mark tone="success" icon={<RiShieldCheckLine />}>
          own
        </Mark>
      );
    case 'shared':
      return (
        <>
          <Mark tone="warning" icon={<RiGroupLine />}>
            shared
          </Mark>
          <span className={styles.sub}>
            {withNobody
              ? "not this product's own"
              : `with ${titlesOf(sharedWith)}`}
          </span>
        </>
      );
    default:
      return (
        <Mark tone="neutral" icon={<RiQuestionLine />}>
          {controller === 'ingress' ? 'not Istio' : 'unknown'}
        </Mark>
      );
  }
}

/** `443 HTTPS, TLS simple, certificate payments-cert` or `80 HTTP, redirects to HTTPS`. */
function sayPort({
  port,
  protocol,
  tls,
  httpsRedirect,
  credentialName,
}: GatewayPort): string {
  return [
    `${port} ${protocol}`,
    tls && `TLS ${tls.toLowerCase()}`,
    credentialName && `certificate ${credentialName}`,
    httpsRedirect && 'redirects to HTTPS',
  ]
    .filter(Boolean)
    .join(', ');
}
