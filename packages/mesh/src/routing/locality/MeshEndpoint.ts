import { Source } from '../../resources';
import { Locality } from './Locality';

/**
 * One address that answers for a service.
 *
 * @public
 */
export interface MeshEndpoint {
  /** An IP address, or a name that proxies look up. */
  readonly address: string;
  readonly locality: Locality;
  /** Endpoints that only configuration states count as ready. */
  readonly ready: boolean;
  /** With the topology labels that istiod adds. */
  readonly labels: Readonly<Record<string, string>>;
  /** The Pod, the WorkloadEntry, or the place in a ServiceEntry. */
  readonly source: Source;
}
