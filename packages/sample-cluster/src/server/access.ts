import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Identity, PolicyRule } from '../TestCluster';
import type { Verb } from '../Verb';
import { ApiError } from './ApiError';
import type { RequestInfo } from './requestInfo';

export interface User {
  name: string;
  groups: readonly string[];
}

/** What somebody wants to do, as RBAC sees it. */
export interface Attempt {
  verb: string;
  group: string;
  resource: string;
  subresource?: string;
  namespace?: string;
  name?: string;
}

export const administrator: Identity = {
  name: 'admin',
  groups: ['system:masters'],
};

const anonymous: User = {
  name: 'system:anonymous',
  groups: ['system:unauthenticated'],
};

/** Who has which token, and may do what. */
export class Access {
  readonly #identities = new Map<string, Required<Identity>>();

  constructor(identities: readonly Identity[]) {
    for (const { name, token = newToken(), groups = [], rules = [] } of [
      administrator,
      ...identities,
    ]) {
      this.#identities.set(name, { name, token, groups, rules });
    }
  }

  /** @throws if nobody has that name: a mistake in a test or a configuration. */
  tokenOf(name: string): string {
    return this.#identity(name).token;
  }

  /** The old token is worth nothing from now on. */
  rotateToken(name: string): string {
    const token = newToken();
    this.#identities.set(name, { ...this.#identity(name), token });
    return token;
  }

  setRules(name: string, rules: readonly PolicyRule[]) {
    this.#identities.set(name, { ...this.#identity(name), rules });
  }

  /** @throws ApiError 401 for a token that is nobody's. */
  authenticate(authorization: string | undefined): User {
    if (authorization === undefined) return anonymous;
    const token = /^Bearer (.+)$/i.exec(authorization)?.[1] ?? '';
    for (const identity of this.#identities.values()) {
      if (equal(identity.token, token)) {
        return {
          name: identity.name,
          groups: [...identity.groups, 'system:authenticated'],
        };
      }
    }
    throw new ApiError(401, 'Unauthorized');
  }

  /** @throws ApiError 403 */
  authorize(user: User, { verb, path, target }: RequestInfo) {
    if (!target) {
      const open = ['/healthz', '/livez', '/readyz', '/version'].some(
        root => path === root || path.startsWith(`${root}/`),
      );
      if (open || user.groups.includes('system:authenticated')) return;
      throw new ApiError(
        403,
        `forbidden: User "${user.name}" cannot ${verb} path "${path}"`,
        'Forbidden',
        {},
      );
    }
    if (!this.allows(user, { verb, ...target }))
      throw forbidden(user, verb, target);
  }

  allows(user: User, attempt: Attempt): boolean {
    if (user.groups.includes('system:masters')) return true;
    const ownReview =
      attempt.group === 'authorization.k8s.io' &&
      attempt.resource === 'selfsubjectaccessreviews';
    if (ownReview) return user.groups.includes('system:authenticated');
    return (this.#identities.get(user.name)?.rules ?? []).some(rule =>
      covers(rule, attempt),
    );
  }

  #identity(name: string): Required<Identity> {
    const identity = this.#identities.get(name);
    if (!identity)
      throw new Error(
        `no identity '${name}'; there are ${[...this.#identities.keys()].join(
          ', ',
        )}`,
      );
    return identity;
  }
}

export function newToken(): string {
  return randomBytes(24).toString('base64url');
}

function covers(
  rule: PolicyRule,
  { verb, group, resource, subresource, name }: Attempt,
): boolean {
  const asked = subresource ? `${resource}/${subresource}` : resource;
  const resources = rule.resources ?? [];
  return (
    matches(rule.verbs, verb) &&
    matches(rule.apiGroups ?? [], group) &&
    (matches(resources, asked) ||
      (subresource !== undefined && resources.includes(`*/${subresource}`))) &&
    (!rule.resourceNames?.length ||
      (name !== undefined && rule.resourceNames.includes(name)))
  );
}

function matches(allowed: readonly string[], value: string): boolean {
  return allowed.includes('*') || allowed.includes(value);
}

function forbidden(
  user: User,
  verb: Verb,
  target: Attempt | Omit<Attempt, 'verb'>,
): ApiError {
  const { group, resource, subresource, namespace, name } = target;
  const what =
    (group ? `${resource}.${group}` : resource) + (name ? ` "${name}"` : '');
  const path = subresource ? `${resource}/${subresource}` : resource;
  const where = namespace
    ? `in the namespace "${namespace}"`
    : 'at the cluster scope';
  return new ApiError(
    403,
    `${what} is forbidden: User "${user.name}" cannot ${verb} resource "${path}" in API group "${group}" ${where}`,
    'Forbidden',
    { name, group: group || undefined, kind: resource },
  );
}

function equal(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)];
  return x.length === y.length && timingSafeEqual(x, y);
}
