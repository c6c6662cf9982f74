import { picture, PicturedGateway } from '../../picture';
import { certificatesAreThere } from './certificates';
import { areLive, gatewayIsLive, servicesAreReady } from './copyIsLive';
import { destinationsOf } from './destinations';
import { hostsServed } from './ownGateway';
import { callersOfCopy } from './sameAnswers';
import { Site } from './Site';
import { Step } from './Step';
import { nameIn, touchesOf, Way } from './Way';

/** The gateway, its routes and the references to its certificates, in the other cluster. Nothing leads there yet. */
export function copyStep({ own, copy, copies, from, to }: Way): Step {
  const hosts = hostsServed(own);
  return {
    id: 'copy',
    title: `Copy the gateway ${own.gateway.namespace}/${own.gateway.workload.name} from ${from.cluster} to ${to.cluster}`,
    edits: copies.edits,
    waits: false,
    callers: callersOfCopy(own, copy),
    touches: touchesOf([to], copies.objects, hosts),
    opens: servicesAreReady(own, to, 'before-open'),
    conditions: [
      ...certificatesAreThere(own, to, 'before-merge', copies.objects).filter(
        ({ question }) => question,
      ),
      ...gatewayIsLive(own, to, 'after-merge'),
    ],
    rollback: `Revert this pull request. Nothing leads to the copy in ${to.cluster} until it is joined.`,
    picture: picture(
      hosts,
      [picturedIn(from, own)],
      [picturedIn(from, own), { ...picturedIn(to, own), added: true }],
    ),
  };
}

/** What the copy must be before callers may be led to it. */
export function copyIsProven({ own, to, copies, sites }: Way) {
  const routing = copies.objects.filter(({ apiVersion }) =>
    /^(networking\.istio|gateway\.networking\.k8s)\.io\//.test(apiVersion),
  );
  return [
    ...sites.flatMap(site => gatewayIsLive(own, site, 'before-open')),
    ...areLive(routing, to, 'before-open'),
    ...certificatesAreThere(own, to, 'before-open'),
    ...servicesAreReady(own, to, 'before-open'),
  ];
}

/** The gateway in a cluster, with the services there. */
export function picturedIn(site: Site, own: Way['own']): PicturedGateway {
  const hosts = destinationsOf(own).map(({ host }) =>
    host.replace('.svc.cluster.local', ''),
  );
  return {
    name: nameIn(site, own),
    services: [...new Set(hosts)].map(host => ({
      name: `${host} in ${site.cluster}`,
    })),
  };
}
