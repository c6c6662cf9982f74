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
  /** None: git already says what the intent asks for. */
  waves: readonly Wave[];
  /** What a person should know that is no reason to refuse. */
  warnings: readonly string[];
}

/** @public */
export interface Wave {
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
 * The text of a file before and after; without `before` the file is new.
 *
 * @public
 */
export interface FileEdit {
  path: string;
  before?: string;
  after: string;
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
  products: readonly string[];
}

/**
 * Something that must be true, and what is known about it. Unknown is said, never guessed.
 *
 * @public
 */
export interface Condition {
  when: 'before-merge' | 'after-merge';
  text: string;
  state: 'met' | 'unmet' | 'unknown';
  evidence?: string;
}
