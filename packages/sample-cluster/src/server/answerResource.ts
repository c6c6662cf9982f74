import type { ObjectStore } from '../store/ObjectStore';
import type { Verb } from '../Verb';
import type { Access } from './access';
import { selfSubjectAccessReview } from './accessReview';
import { ApiError, pageNotFound, resourceNotFound } from './ApiError';
import type { Exchange } from './Exchange';
import type { OpenWatches } from './OpenWatches';
import type { Content } from './readBody';
import { get, list, served, watch, type Reading } from './reading';
import type { ResourceTarget } from './requestInfo';
import { customResourceDefinitions, type ResourceType } from './resources';
import { create } from './writing/create';
import { remove } from './writing/remove';
import { patch, update } from './writing/replace';
import type { Write } from './writing/Write';

/** A request for a resource, and what is needed to answer it. */
export interface Question {
  store: ObjectStore;
  access: Access;
  watches: OpenWatches;
  exchange: Exchange;
  target: ResourceTarget;
  /** Absent: not served. */
  type?: ResourceType;
  /** Other kinds of its group and version are served. */
  groupIsServed: () => boolean;
  content?: Content;
}

interface Asked {
  reading: Reading;
  write: Write;
  watches: OpenWatches;
  body: unknown;
}

const answers: Record<Verb, (asked: Asked) => object | undefined> = {
  get: ({ reading, write }) => get(reading, write.name),
  list: ({ reading }) => list(reading),
  watch: ({ reading, watches }) => {
    watch(reading, watches);
    return undefined;
  },
  create: ({ write, body }) =>
    served(write.type, write.version, create(write, body)),
  update: ({ write, body }) =>
    served(write.type, write.version, update(write, body)),
  patch: ({ write, body }) =>
    served(write.type, write.version, patch(write, body)),
  delete: ({ write, body, watches }) => deleteOne(write, body, watches),
  deletecollection: ({ reading, write }) => {
    const deleted = list(reading);
    for (const { metadata } of deleted.items)
      remove({ ...write, namespace: metadata.namespace, name: metadata.name });
    return deleted;
  },
};

/** @returns undefined when the answer is a stream that has begun. @throws ApiError */
export function answerResource(question: Question): object | undefined {
  const { exchange, target, type, content, access, store, watches } = question;
  const { verb, query } = exchange.info;
  if (isAccessReview(verb, target))
    return selfSubjectAccessReview(access, exchange.user, content?.json);
  if (!type)
    throw question.groupIsServed() ? resourceNotFound() : pageNotFound();
  checkSupported(verb, target, type, content);

  const { version, name = '' } = target;
  const namespace = type.namespaced ? target.namespace : undefined;
  const ofStatus = target.subresource === 'status';
  const reading = { store, exchange, type, version, namespace };
  const write = {
    store,
    type,
    version,
    namespace,
    name,
    dryRun: isDryRun(query),
    ofStatus,
    now: new Date(),
  };
  return answers[verb]({ reading, write, watches, body: content?.json });
}

function deleteOne(
  write: Write,
  options: unknown,
  watches: OpenWatches,
): object {
  const { type, name } = write;
  const deleted = remove(write, options);
  if (type === customResourceDefinitions && !write.dryRun) watches.endAll(name);
  const details = {
    name,
    group: type.group || undefined,
    kind: type.plural,
    uid: deleted.metadata.uid,
  };
  return {
    apiVersion: 'v1',
    kind: 'Status',
    metadata: {},
    status: 'Success',
    details,
  };
}

function isAccessReview(
  verb: Verb,
  { group, version, resource }: ResourceTarget,
): boolean {
  return (
    verb === 'create' &&
    `${group}/${version}/${resource}` ===
      'authorization.k8s.io/v1/selfsubjectaccessreviews'
  );
}

/** What the sample cluster does not do it refuses, and says so. @throws ApiError */
function checkSupported(
  verb: Verb,
  target: ResourceTarget,
  type: ResourceType,
  content: Content | undefined,
) {
  const { subresource, namespace } = target;
  if (
    subresource !== undefined &&
    !(subresource === 'status' && type.hasStatus)
  ) {
    throw new ApiError(
      404,
      `the sample cluster has no ${type.plural}/${subresource}; a real cluster may`,
      'NotFound',
      {},
    );
  }
  if (
    type.namespaced &&
    namespace === undefined &&
    verb !== 'list' &&
    verb !== 'watch'
  ) {
    throw new ApiError(
      405,
      `${type.plural} are namespaced: the URL must name a namespace to ${verb} them`,
    );
  }
  if (verb === 'patch' && content?.type !== 'application/merge-patch+json') {
    throw new ApiError(
      415,
      `the sample cluster patches by application/merge-patch+json alone, not by ${content?.type}: use kubectl replace, or kubectl patch --type=merge`,
    );
  }
}

function isDryRun(query: URLSearchParams): boolean {
  const values = query.getAll('dryRun');
  if (values.every(value => value === 'All')) return values.length > 0;
  throw new ApiError(
    422,
    `dryRun: Unsupported value: "${values}": supported values: "All"`,
    'Invalid',
  );
}
