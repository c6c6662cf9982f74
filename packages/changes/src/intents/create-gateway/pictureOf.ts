import { answersFor } from '../../answers';
import { picture } from '../../picture';
import { ServingGateway } from './servedToday';

/** Requests go through the shared gateway today, and then through the new one too. */
export function pictureOf(
  hosts: readonly string[],
  shared: ServingGateway,
  added: ServingGateway,
): string {
  const answers = hosts.flatMap(host => answersFor(host, shared.listeners));
  const services = answers.flatMap(({ action }) =>
    action?.type === 'route'
      ? action.destinations.map(({ host }) =>
          host.replace('.svc.cluster.local', ''),
        )
      : [],
  );
  return picture(
    hosts,
    [
      { name: nameOf(shared), added: false },
      { name: nameOf(added), added: true },
    ],
    [...new Set(services)],
  );
}

function nameOf({ gateway: { namespace, workload } }: ServingGateway): string {
  return `${namespace}/${workload.name}`;
}
