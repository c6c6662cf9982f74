import { useEffect, useRef } from 'react';
import { useProductGateways } from './useProductGateways';

/** Calls back each time that something the product's page shows has changed. Shows nothing. */
export function WhenClustersChange({
  product,
  onChange,
}: {
  product: string;
  onChange: () => void;
}) {
  const { state } = useProductGateways(product);
  const revision = state.status === 'ready' ? state.view.revision : undefined;
  const seen = useRef<string>();

  useEffect(() => {
    if (revision === undefined) return;
    if (seen.current !== undefined && seen.current !== revision) onChange();
    seen.current = revision;
  }, [revision, onChange]);
  return null;
}
