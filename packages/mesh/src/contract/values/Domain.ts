/** Which values a part of a request can have at all. */
export interface Domain {
  /** The part may be missing. */
  readonly absent: boolean;
  /** What a request without any condition carries comes first. */
  readonly usual: readonly string[];
  allows(value: string): boolean;
  /** How every value begins. */
  readonly begin: string;
  /** What counts of a beginning for whether a value may continue so; undefined: none may. */
  tail(beginning: string): string | undefined;
  /** Regular expressions that tell values apart from others that are not allowed. */
  readonly shapes: readonly string[];
  /** What the part follows from, where that is told apart without regard to it. */
  readonly derived?: string;
}
