import { Alert } from '@backstage/ui';
import { ProductChanges } from '@product-gateways/backstage-plugin-gateways-common';
import { Answer } from '../form/useAnswer';
import { TemplateLink } from '../links/templateLink';
import { ChangesInFlight } from './ChangesInFlight';
import { DriftTable } from './DriftTable';
import { Section } from './Section';

/** What is under way, and where git and the clusters differ. Where nothing is, there is nothing to see. */
export function ProductChangesView({
  answer,
  templateLink,
  titleOfCluster,
}: {
  answer: Answer<ProductChanges>;
  templateLink: TemplateLink;
  titleOfCluster: (cluster: string) => string;
}) {
  if (answer.status === 'failed') return <Unread reasons={[answer.reason]} />;
  const known = answer.status === 'answered' ? answer.value : answer.previous;
  if (!known) return null;
  const { changes, drift, problems } = known;
  return (
    <>
      <Unread reasons={problems} />
      {changes.length > 0 && (
        <Section title="Changes in flight" count={changes.length}>
          <ChangesInFlight changes={changes} templateLink={templateLink} />
        </Section>
      )}
      {drift.length > 0 && (
        <Section title="Git and clusters differ" count={drift.length}>
          <DriftTable drift={drift} titleOfCluster={titleOfCluster} />
        </Section>
      )}
    </>
  );
}

function Unread({ reasons }: { reasons: readonly string[] }) {
  if (reasons.length === 0) return null;
  return (
    <Alert
      status="warning"
      icon
      title="Changes and differences from git could not be read"
      description={reasons.join(' ')}
    />
  );
}
