import { VisuallyHidden } from '@backstage/ui';
import { RiInformationLine } from '@remixicon/react';
import {
  ProductChanges,
  ProductGateways,
} from '@product-gateways/backstage-plugin-gateways-common';
import { Answer, knownOf } from '../form/useAnswer';
import { Filter, keepOnly } from '../links/filter';
import { nextStepAmid } from '../links/nextStepAmid';
import { TemplateLink } from '../links/templateLink';
import { Changes } from '../live/changesBetween';
import { ReadFailure } from '../live/readFailure';
import { sayUnread } from '../words/unread';
import { ChangesInFlight } from './ChangesInFlight';
import { ChangesUnread } from './ChangesUnread';
import { ClusterList } from './ClusterList';
import { DriftTable } from './DriftTable';
import { FilterBar } from './FilterBar';
import { GatewaysTable } from './GatewaysTable';
import { Hints } from './Hints';
import { NextStepLink, WhyNoNextStep } from './NextStep';
import { Problems } from './Problems';
import { RoutesTable } from './RoutesTable';
import { Section } from './Section';
import { StaleAlert } from './ReadFailureAlert';
import { StandingHeader } from './StandingHeader';
import styles from './GatewaysView.module.css';

export type GatewaysViewProps = {
  view: ProductGateways;
  /** When the backend last confirmed the view, in milliseconds since 1970. */
  confirmedAt: number;
  changes: Changes;
  /** Why the last refresh failed, if it did. */
  failure?: ReadFailure;
  onRetry: () => void;
  filter: Filter;
  onFilter: (filter: Filter) => void;
  templateLink: TemplateLink;
  /** What is under way in git. */
  productChanges: Answer<ProductChanges>;
};

/** A product's gateways, from props alone: where it stands, which clusters say so, what serves what, what is wrong. */
export function GatewaysView(props: GatewaysViewProps) {
  const { view, confirmedAt, changes, failure, filter } = props;
  const { gateways, routes } = keepOnly(view, filter);
  const unread = sayUnread(view.clusters);
  const git = knownOf(props.productChanges);
  const nextStep = nextStepAmid(
    view.nextStep,
    git?.changes ?? [],
    view.product.mayPropose,
  );
  const titleOfCluster = (name: string) =>
    view.clusters.find(({ cluster }) => cluster === name)?.title ?? name;

  return (
    <div className={styles.page}>
      <VisuallyHidden role="status">{changes.latest}</VisuallyHidden>
      {failure && (
        <StaleAlert
          failure={failure}
          confirmedAt={confirmedAt}
          onRetry={props.onRetry}
        />
      )}
      <StandingHeader
        standing={view.standing}
        titleOfCluster={titleOfCluster}
        nextStep={
          <NextStepLink step={nextStep} templateLink={props.templateLink} />
        }
        whyNoNextStep={
          <WhyNoNextStep step={nextStep} templateLink={props.templateLink} />
        }
      />
      {view.notice && (
        <p className={styles.notice}>
          <RiInformationLine aria-hidden /> {view.notice}
        </p>
      )}
      <ChangesUnread answer={props.productChanges} />
      {git && git.changes.length > 0 && (
        <Section title="Changes in flight" count={git.changes.length}>
          <ChangesInFlight
            changes={git.changes}
            templateLink={props.templateLink}
          />
        </Section>
      )}
      <Section title="Clusters">
        <ClusterList
          clusters={view.clusters}
          confirmedAt={confirmedAt}
          changes={changes}
        />
      </Section>
      <Hints hints={view.hints} clusters={view.clusters} />
      {view.gateways.length + view.routes.length > 0 && (
        <FilterBar
          clusters={view.clusters}
          filter={filter}
          onFilter={props.onFilter}
        />
      )}
      <Section title="Gateways" count={gateways.length}>
        <GatewaysTable
          gateways={gateways}
          changes={changes}
          titleOfCluster={titleOfCluster}
          whenEmpty={
            view.gateways.length === 0
              ? unread ?? 'No gateway serves this product yet.'
              : 'No gateway matches the filter.'
          }
        />
      </Section>
      <Section title="Hosts and routes" count={routes.length}>
        <RoutesTable
          routes={routes}
          hosts={view.hosts}
          gateways={view.gateways}
          changes={changes}
          titleOfCluster={titleOfCluster}
          whenEmpty={
            view.routes.length === 0
              ? unread ?? 'No route leads to a service of this product yet.'
              : 'No route matches the filter.'
          }
        />
      </Section>
      {git && git.drift.length > 0 && (
        <Section title="Git and clusters differ" count={git.drift.length}>
          <DriftTable drift={git.drift} titleOfCluster={titleOfCluster} />
        </Section>
      )}
      <Problems problems={view.problems} titleOfCluster={titleOfCluster} />
    </div>
  );
}
