import type { LoggedRequest } from '../TestCluster';
import type { Verb } from '../Verb';

/** A line of kube-apiserver's audit log, as far as we read it. kubernetes.io: audit.k8s.io/v1, Event. */
interface AuditEvent {
  auditID: string;
  stage: 'ResponseStarted' | 'ResponseComplete' | 'Panic';
  requestReceivedTimestamp: string;
  stageTimestamp: string;
  requestURI: string;
  verb: string;
  user: { username?: string };
  objectRef?: {
    apiGroup?: string;
    resource?: string;
    subresource?: string;
    namespace?: string;
    name?: string;
  };
  responseStatus?: { code?: number };
}

/** The audit log as requests. A watch appears when it starts, and gets its time when it ends. */
export function requestsOf(auditLog: string): LoggedRequest[] {
  const requests = new Map<string, LoggedRequest>();
  for (const line of auditLog.split('\n').slice(0, -1)) {
    const event: AuditEvent = JSON.parse(line);
    requests.set(event.auditID, requestOf(event));
  }
  return [...requests.values()];
}

function requestOf(event: AuditEvent): LoggedRequest {
  const { apiGroup, resource, subresource, namespace, name } =
    event.objectRef ?? {};
  const complete = event.stage === 'ResponseComplete';
  return {
    time: event.requestReceivedTimestamp,
    identity: event.user.username ?? '',
    verb: event.verb as Verb,
    uri: event.requestURI,
    ...(resource && {
      group: apiGroup ?? '',
      resource,
      subresource,
      namespace,
      name,
    }),
    status: event.responseStatus?.code,
    milliseconds: complete
      ? Date.parse(event.stageTimestamp) -
        Date.parse(event.requestReceivedTimestamp)
      : undefined,
  };
}
