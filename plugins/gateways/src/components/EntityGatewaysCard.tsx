import { useMemo } from 'react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  EntityInfoCard,
  useEntity,
  useEntityRefLink,
} from '@backstage/plugin-catalog-react';
import { Link, Skeleton } from '@backstage/ui';
import { templateLinkBy, TemplateRoute } from '../links/templateLink';
import { useProductGateways } from '../live/useProductGateways';
import { ReadFailureAlert } from './ReadFailureAlert';
import { SummaryView } from './SummaryView';

/** The card of a product's overview: where it stands, in which clusters, and the next step. */
export function EntityGatewaysCard({
  templateRoute,
}: {
  templateRoute: TemplateRoute | undefined;
}) {
  const { entity } = useEntity();
  const { state, retry } = useProductGateways(stringifyEntityRef(entity));
  const templateLink = useMemo(
    () => templateLinkBy(templateRoute),
    [templateRoute],
  );

  const entityPath = useEntityRefLink()(entity).replace(/\/$/, '');

  return (
    <EntityInfoCard
      title="Gateways"
      headerActions={
        <Link href={`${entityPath}/gateways`} aria-label="Open Gateways">
          Open
        </Link>
      }
    >
      {state.status === 'loading' && <Skeleton width="100%" height="7rem" />}
      {state.status === 'failed' && (
        <ReadFailureAlert failure={state.failure} onRetry={retry} />
      )}
      {state.status === 'ready' && (
        <SummaryView view={state.view} templateLink={templateLink} />
      )}
    </EntityInfoCard>
  );
}
