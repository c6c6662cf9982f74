import { KubernetesObject, project, refOf } from '@product-gateways/mesh';
import { isObject, parseObject } from './answer';
import { WatchEvent } from './WatchEvent';

/** One line of a watch. It never throws: what is no event is an event of its own. */
export function parseWatchEvent(line: string): WatchEvent {
  const event = parseObject(line);
  if (!event || !isObject(event.object)) {
    return malformed('a line of the watch is not an event');
  }
  const { type, object } = event;
  if (type === 'ERROR') return errorEvent(object);

  const metadata = isObject(object.metadata) ? object.metadata : {};
  const { resourceVersion } = metadata;
  if (typeof resourceVersion !== 'string' || !resourceVersion) {
    return malformed(`an event of type ${type} has no resourceVersion`);
  }
  switch (type) {
    case 'BOOKMARK':
      return { type: 'bookmark', resourceVersion };
    case 'ADDED':
    case 'MODIFIED':
    case 'DELETED':
      if (!isNamed(object)) {
        return malformed(`an event of type ${type} names no object`);
      }
      return {
        type: 'changed',
        change: type === 'DELETED' ? 'deleted' : 'set',
        ref: refOf(object),
        object: project(object),
        resourceVersion,
      };
    default:
      return malformed(`an event has the unknown type ${type}`);
  }
}

/** The object of an ERROR event is a Status. */
function errorEvent(status: Record<string, unknown>): WatchEvent {
  const code = String(status.code ?? 'FAILED');
  const message = String(status.message ?? 'The watch failed without a reason');
  return isExpired(code, message)
    ? { type: 'expired' }
    : { type: 'failed', failure: { code, message, answered: true } };
}

/**
 * 410: what we know is too old. "Too large": it is younger than what this server knows, as after a restore from a backup. Both are
 * cured by a new list.
 */
export function isExpired(code: string, message: string): boolean {
  return code === '410' || /too large resource version/i.test(message);
}

function isNamed(
  object: Record<string, unknown>,
): object is Record<string, unknown> & KubernetesObject {
  const { apiVersion, kind, metadata } = object;
  return (
    typeof apiVersion === 'string' &&
    typeof kind === 'string' &&
    isObject(metadata) &&
    typeof metadata.name === 'string'
  );
}

function malformed(message: string): WatchEvent {
  return { type: 'malformed', message };
}
