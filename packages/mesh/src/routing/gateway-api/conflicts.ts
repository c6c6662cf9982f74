import { Problem } from '../../resources';
import { AttachableListener } from './listeners';

/** Listeners of one Gateway and its ListenerSets, in their order, without those that an earlier one leaves no room. */
export function withoutConflicts(listeners: readonly AttachableListener[]): {
  readonly kept: readonly AttachableListener[];
  readonly problems: readonly Problem[];
} {
  const kept: AttachableListener[] = [];
  const problems: Problem[] = [];
  for (const listener of listeners) {
    const other = kept.find(earlier => conflict(listener, earlier));
    if (other) problems.push(conflictProblem(listener, other));
    else kept.push(listener);
  }
  return { kept, problems };
}

/** TCP needs a port for itself; HTTP, HTTPS and TLS share one as long as their hosts differ. */
function conflict(a: AttachableListener, b: AttachableListener): boolean {
  if (a.port !== b.port) return false;
  if (a.protocol === 'TCP' || b.protocol === 'TCP') return true;
  return a.hostname === b.hostname;
}

function conflictProblem(
  { declaration, port }: AttachableListener,
  { parent: { kind, namespace, name }, section }: AttachableListener,
): Problem {
  return {
    source: declaration.servers[0].source,
    message: `The listener is ignored: listener ${section} of ${kind} ${namespace}/${name} has port ${port} for this host already`,
  };
}
