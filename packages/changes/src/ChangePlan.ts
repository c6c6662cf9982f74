/**
 * What an intent takes to become true: the waves that remain, each one pull request. Only the first carries edits; when it is merged
 * and its conditions hold, the same intent planned again yields the next, and in the end none.
 *
 * @public
 */
export interface ChangePlan {
  title: string;
  /** One or two sentences: what, and what callers notice. */
  summary: string;
  /** Those that remain; none: git already says what the intent asks for. */
  waves: readonly Wave[];
  /** How many waves the intent takes in all, those that git already holds included. */
  of: number;
  /** What a person should know that is no reason to refuse. */
  warnings: readonly string[];
}

/**
 * One pull request's worth of an intent. `edits` are empty for all waves but the first that remains.
 *
 * @public
 */
export interface Wave {
  /** Names the same wave in every plan of an intent, e.g. `guarded`; part of its branch's name. Absent where an intent has one wave. */
  id?: string;
  title: string;
  edits: readonly FileEdit[];
  callers: readonly CallerChange[];
  touches: Touches;
  conditions: readonly Condition[];
  rollback: string;
  /** A mermaid diagram: how requests get to services before and after. */
  picture: string;
}

/**
 * The text of a file before and after; without `before` the file is new, without `after` it goes.
 *
 * @public
 */
export interface FileEdit {
  path: string;
  before?: string;
  /** Absent: the file is deleted. */
  after?: string;
}

/**
 * What one kind of request is answered with before and after.
 *
 * @public
 */
export interface CallerChange {
  request: string;
  before: string;
  after: string;
  same: boolean;
}

/**
 * How far a wave reaches. `products` names others whose objects or traffic it touches.
 *
 * @public
 */
export interface Touches {
  clusters: readonly string[];
  namespaces: readonly string[];
  hosts: readonly string[];
  /** The gateways whose routes change, e.g. `istio-system/ingressgateway`. */
  gateways?: readonly string[];
  products: readonly string[];
}

/**
 * Something that must be true, and what is known about it. Unknown is said, never guessed.
 *
 * @public
 */
export interface Condition {
  /** Names the same condition in every plan of an intent, e.g. `secret:payments/payments-cert`. */
  id?: string;
  /**
   * `before-open`: what the wave before must have made true; while it is unmet no pull request is opened. `before-merge`: a reviewer waits
   * for it. `after-merge`: how one sees that the wave works.
   */
  when: 'before-open' | 'before-merge' | 'after-merge';
  text: string;
  state: 'met' | 'unmet' | 'unknown';
  evidence?: string;
  /** What a person is asked where nobody can observe it; the answer is the condition's id in `confirmed`. */
  question?: string;
}
