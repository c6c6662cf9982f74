import { Site } from './Site';

const labels = ['region', 'zone'].map(part => `topology.kubernetes.io/${part}`);

/** Where a cluster runs: as the configuration says, else as far as all its Nodes agree; undefined where neither is known. */
export function localityOf({ state, snapshot }: Site): string | undefined {
  if (state.locality) return state.locality;
  const nodes = snapshot
    .list('', 'Node')
    .map(({ metadata }) => labels.map(label => metadata.labels?.[label]));
  const [first] = nodes;
  if (!first?.[0]) return undefined;
  const agreed = labels.findIndex((_, index) =>
    nodes.some(node => !node[index] || node[index] !== first[index]),
  );
  return (
    first.slice(0, agreed < 0 ? labels.length : agreed).join('/') || undefined
  );
}

/** How many parts of two localities are the same, from the region on. */
export function nearness(a: string, b: string): number {
  const others = b.split('/');
  const parts = a.split('/');
  const differs = parts.findIndex((part, index) => part !== others[index]);
  return differs < 0 ? parts.length : differs;
}
