import { ReactNode } from 'react';
import { Alert } from '@backstage/ui';
import { ProductGateways } from '@product-gateways/backstage-plugin-gateways-common';
import { useProductGateways } from '../live/useProductGateways';
import { Asking, NotRead } from './FieldState';

/** A field that shows what is live of the product in the chosen cluster, or why it cannot. */
export function LiveProduct({
  product,
  cluster,
  ...rest
}: {
  product: string | undefined;
  cluster: string | undefined;
  what: string;
  children: (view: ProductGateways) => ReactNode;
}) {
  if (!product || !cluster)
    return (
      <Alert status="info" icon title="Choose a product and a cluster first." />
    );
  return <Live product={product} cluster={cluster} {...rest} />;
}

function Live({
  product,
  cluster,
  what,
  children,
}: {
  product: string;
  cluster: string;
  what: string;
  children: (view: ProductGateways) => ReactNode;
}) {
  const { state } = useProductGateways(product);
  if (state.status === 'loading') return <Asking what={what} />;
  if (state.status === 'failed')
    return <NotRead what={what} reason={state.failure.reason} />;
  const { view, failure } = state;
  const seen = view.clusters.find(each => each.cluster === cluster);
  return (
    <>
      {failure && (
        <Alert
          status="warning"
          icon
          title={`This may be out of date: ${failure.reason}`}
        />
      )}
      {seen && seen.state !== 'live' && (
        <Alert
          status="warning"
          icon
          title={`${seen.title} is ${seen.state}: there may be more than is shown.`}
          description={seen.error?.message}
        />
      )}
      {children(view)}
    </>
  );
}
