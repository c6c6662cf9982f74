import { Intent } from '@product-gateways/backstage-plugin-gateways-common';
import { ProductView } from '../ProductView';
import { Stage } from '../standing';
import { ClusterVisibility } from '../Visibility';

/** The one thing to do next, or why it cannot be done. */
export interface NextStep {
  title: string;
  template?: string;
  intent?: Intent;
  unavailable?: string;
}

/** What is known of a product when it is asked what comes next. */
export interface Asked {
  view: ProductView;
  stage: Stage;
  clusters: readonly ClusterVisibility[];
  title: string;
  entityRef: string;
}
