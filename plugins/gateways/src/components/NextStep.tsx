import { ButtonLink, Link, Text } from '@backstage/ui';
import { RiArrowRightLine } from '@remixicon/react';
import { StepAmid } from '../links/nextStepAmid';
import { TemplateLink } from '../links/templateLink';

type Asked = {
  step: StepAmid | undefined;
  templateLink: TemplateLink;
};

/** The one next step: a button to the form, already filled in. */
export function NextStepLink({
  step,
  templateLink,
  variant = 'primary',
}: Asked & { variant?: 'primary' | 'tertiary' }) {
  const href =
    step && !step.unavailable && !step.underWay && templateLink(step);
  if (!href) return null;
  return (
    <ButtonLink
      href={href}
      variant={variant}
      size={variant === 'primary' ? 'medium' : 'small'}
      iconEnd={<RiArrowRightLine />}
    >
      {step.title}
    </ButtonLink>
  );
}

/** Why the next step is not offered, if it is not: it is under way, or something is missing. */
export function WhyNoNextStep({ step, templateLink }: Asked) {
  if (!step) return null;
  if (step.underWay) return <UnderWay title={step.title} {...step.underWay} />;
  const reason =
    step.unavailable ??
    (templateLink(step) ? undefined : 'This portal has no page for its form.');
  if (!reason) return null;
  return (
    <Text as="p" variant="body-small" color="secondary">
      <strong>{step.title}.</strong> Not possible yet: {reason}
    </Text>
  );
}

function UnderWay({
  title,
  state,
  pullRequest: { number, url },
}: { title: string } & NonNullable<StepAmid['underWay']>) {
  return (
    <Text as="p" variant="body-small" color="secondary">
      <strong>{title}.</strong> <Link href={url}>Pull request #{number}</Link>{' '}
      {state === 'proposed'
        ? 'is in review.'
        : 'is merged. What it changed is not live yet.'}
    </Text>
  );
}
