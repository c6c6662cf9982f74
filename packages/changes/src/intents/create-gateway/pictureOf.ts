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
  const names = answers.flatMap(({ action }) =>
    action?.type === 'route'
      ? action.destinations.map(({ host }) =>
          host.replace('.svc.cluster.local', ''),
        )
      : [],
  );
  const services = [...new Set(names)].map(name => ({ name }));
  const today = { name: nameOf(shared), services };
  return picture(
    hosts,
    [today],
    [today, { name: nameOf(added), added: true, services }],
  );
}

function nameOf({ gateway: { namespace, workload } }: ServingGateway): string {
  return `${namespace}/${workload.name}`;
}
