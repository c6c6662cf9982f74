/**
 * Who sends requests: a sidecar, or a gateway's pod.
 *
 * @public
 */
export interface MeshClient {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  /** As Istio writes it: `eu-west/eu-west-1a`. Absent: not known. */
  readonly locality?: string;
}
