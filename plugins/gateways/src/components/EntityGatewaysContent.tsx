import { useMemo } from 'react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { useFilter } from '../links/filter';
import { templateLinkBy, TemplateRoute } from '../links/templateLink';
import { useProductChanges } from '../live/useProductChanges';
import { useProductGateways } from '../live/useProductGateways';
import { GatewaysSkeleton } from './GatewaysSkeleton';
import { GatewaysView } from './GatewaysView';
import { ReadFailureAlert } from './ReadFailureAlert';

/** The tab of a product's page. How a template is reached differs between Backstage's two frontend systems. */
export function EntityGatewaysContent({
  templateRoute,
}: {
  templateRoute: TemplateRoute | undefined;
}) {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const { state, retry } = useProductGateways(entityRef);
  const productChanges = useProductChanges(
    entityRef,
    state.status === 'ready' ? state.view.revision : '',
  );
  const [filter, setFilter] = useFilter();
  const templateLink = useMemo(
    () => templateLinkBy(templateRoute),
    [templateRoute],
  );

  switch (state.status) {
    case 'loading':
      return <GatewaysSkeleton />;
    case 'failed':
      return <ReadFailureAlert failure={state.failure} onRetry={retry} />;
    default:
      return (
        <GatewaysView
          view={state.view}
          confirmedAt={state.confirmedAt}
          changes={state.changes}
          failure={state.failure}
          onRetry={retry}
          filter={filter}
          onFilter={setFilter}
          templateLink={templateLink}
          productChanges={productChanges}
        />
      );
  }
}
