import { Mesh, Source } from '@product-gateways/mesh';
import { ExitStatus } from '../io';
import { Manifest } from './Manifest';

/** What the sources of a command hold together. */
export interface Configuration {
  /** In the order in which the arguments name the clusters. */
  readonly mesh: Mesh;
  /** What a cluster did not show, in sentences: "no" may mean "not seen". */
  readonly gaps: readonly string[];
  /** What is malformed, each with its place: that part was left out. */
  readonly problems: readonly string[];
  /** The object as it was written. */
  manifestOf(cluster: string, object: Source['object']): Manifest | undefined;
}

/** 0 for yes and 1 for no, where what was read allows either: what is malformed or was not seen could make a difference. */
export function statusOf(
  { gaps, problems }: Configuration,
  isYes: boolean,
): ExitStatus {
  if (problems.length > 0) return 2;
  if (isYes) return 0;
  return gaps.length > 0 ? 2 : 1;
}
