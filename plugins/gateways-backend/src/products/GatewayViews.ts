import {
  memoised,
  Mesh,
  Ownership,
  OwnershipConfig,
  ownershipOf,
} from '@product-gateways/mesh';
import { LiveMesh } from '../watching/LiveMesh';
import { ProductView } from './ProductView';
import { viewOf } from './viewOf';
import { ClusterVisibility } from './Visibility';

/** What is known of all clusters now, in the form in which questions are asked. Nothing here asks a cluster. */
export class GatewayViews {
  readonly #ownershipIn: (mesh: Mesh) => Ownership;

  constructor(private readonly live: LiveMesh, config: OwnershipConfig) {
    this.#ownershipIn = memoised(mesh => ownershipOf(mesh, config));
  }

  get mesh(): Mesh {
    return this.live.mesh;
  }

  get ownership(): Ownership {
    return this.#ownershipIn(this.mesh);
  }

  /** All of one moment. */
  get state() {
    return {
      mesh: this.mesh,
      ownership: this.ownership,
      clusters: this.clusters.map(({ name, ...status }) => ({
        ...status,
        cluster: name,
      })),
    };
  }

  of(product: string): ProductView {
    return viewOf(this.mesh, this.ownership, product);
  }

  get clusters(): ObservedStatus[] {
    return this.live.clusters.map(({ config, health }) => ({
      name: config.name,
      title: config.title,
      zone: config.zone,
      region: config.region,
      caCertificates: config.caCertificates,
      state: health.state,
      missing: health.missing,
      message: health.error?.message,
      code: health.error?.code,
      observedAt: this.#wallTime(health.heardAt),
    }));
  }

  /** Ages are kept by a clock that never jumps; people read the one on the wall. */
  #wallTime(heardAt: number | undefined): Date | undefined {
    if (heardAt === undefined) return undefined;
    return new Date(Date.now() - (this.live.clock.now() - heardAt));
  }
}

/** A cluster, its state, and when that was last known true. */
export interface ObservedStatus extends ClusterVisibility {
  zone?: string;
  region?: string;
  caCertificates?: string;
  code?: string;
  observedAt?: Date;
}
