import { ReactNode, useState } from 'react';
import { Card, CardBody } from '@backstage/ui';
import { ProductGateways } from '@product-gateways/backstage-plugin-gateways-common';
import { GatewaysSkeleton } from '../src/components/GatewaysSkeleton';
import { GatewaysView } from '../src/components/GatewaysView';
import { ReadFailureAlert } from '../src/components/ReadFailureAlert';
import { SummaryView } from '../src/components/SummaryView';
import { Asking, NotRead } from '../src/form/FieldState';
import { PlanView } from '../src/form/PlanView';
import { templateLinkBy } from '../src/links/templateLink';
import { changesBetween, noChanges } from '../src/live/changesBetween';
import { ReadFailure } from '../src/live/readFailure';
import {
  createGatewayPlan,
  nothingToChangePlan,
  splitPlan,
  waitingPlan,
} from '../src/__testUtils__/samplePlans';
import {
  emptyView,
  forbiddenWest,
  ownView,
  sharedView,
  staleWest,
  troubledView,
  unreachableWest,
} from '../src/__testUtils__/sampleViews';

const templateLink = templateLinkBy(
  ({ namespace, templateName }) =>
    `/create/templates/${namespace}/${templateName}`,
);
const openedAt = Date.now();

function View({
  view,
  before,
  failure,
}: {
  view: ProductGateways;
  before?: ProductGateways;
  failure?: ReadFailure;
}) {
  const [filter, setFilter] = useState({ cluster: '', search: '' });
  const [at] = useState(() => Date.now());
  return (
    <GatewaysView
      view={view}
      confirmedAt={failure ? openedAt - 95_000 : at}
      changes={before ? changesBetween(before, view, noChanges, at) : noChanges}
      failure={failure}
      onRetry={() => {}}
      filter={filter}
      onFilter={setFilter}
      templateLink={templateLink}
      productChanges={{ status: 'asking' }}
    />
  );
}

const west = (cluster: ProductGateways['clusters'][number]) => ({
  ...sharedView,
  clusters: [sharedView.clusters[0], cluster],
});

const failed = (failure: ReadFailure) => (
  <ReadFailureAlert failure={failure} onRetry={() => {}} />
);

const card = (view: ProductGateways) => (
  <Card style={{ maxWidth: '24rem' }}>
    <CardBody>
      <SummaryView view={view} templateLink={templateLink} />
    </CardBody>
  </Card>
);

export const states: Record<string, ReactNode> = {
  shared: <View view={sharedView} />,
  'own gateway': <View view={ownView} />,
  empty: <View view={emptyView} />,
  'partial, with problems': <View view={troubledView} />,
  'just changed': <View before={sharedView} view={ownView} />,
  'stale cluster': <View view={west(staleWest)} />,
  'forbidden cluster': <View view={west(forbiddenWest)} />,
  'unreachable cluster': <View view={west(unreachableWest)} />,
  'not refreshed': (
    <View
      view={sharedView}
      failure={{ kind: 'other', reason: 'The backend does not answer.' }}
    />
  ),
  loading: <GatewaysSkeleton />,
  forbidden: failed({
    kind: 'forbidden',
    reason: 'You may not read system:default/payments.',
  }),
  'not found': failed({
    kind: 'not-found',
    reason: 'system:default/payments is not in the catalog.',
  }),
  failed: failed({ kind: 'other', reason: 'The backend does not answer.' }),
  'card, shared': card(sharedView),
  'card, troubled': card(troubledView),
  'plan, asking': <Asking what="the repository and the clusters" />,
  plan: <PlanView plan={createGatewayPlan} />,
  'plan, one step of several': (
    <PlanView plan={splitPlan} onConfirm={() => {}} />
  ),
  'plan, waiting': <PlanView plan={waitingPlan} />,
  'plan, nothing to change': <PlanView plan={nothingToChangePlan} />,
  'plan, failed': (
    <NotRead
      what="what would change"
      reason="orders.my-company.io belongs to Orders. Ask its team, or leave the host out."
    />
  ),
};
