import { PRODUCT_LABEL, Snapshot } from '@product-gateways/mesh';

/** How a namespace says that its pods are part of the mesh (istio.io/latest/docs/reference/config/labels). */
const LABELS = ['istio-injection', 'istio.io/rev', 'istio.io/dataplane-mode'];

/** The labels by which most products' namespaces of a cluster join the mesh; none where they carry none. */
export function meshLabels(
  snapshot: Snapshot,
): Readonly<Record<string, string>> {
  const ofProducts = snapshot
    .list('', 'Namespace')
    .flatMap(({ metadata: { labels } }) =>
      labels?.[PRODUCT_LABEL] ? [pick(labels)] : [],
    );
  const alike = Map.groupBy(ofProducts, labels => JSON.stringify(labels));
  const [most = []] = [...alike.values()].sort((a, b) => b.length - a.length);
  return most[0] ?? {};
}

function pick(labels: Readonly<Record<string, string>>) {
  return Object.fromEntries(
    LABELS.flatMap(name => (labels[name] ? [[name, labels[name]]] : [])),
  );
}
