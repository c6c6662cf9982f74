import { ButtonLink, Text } from '@backstage/ui';
import { RiArrowRightLine } from '@remixicon/react';
import { NextStep } from '@product-gateways/backstage-plugin-gateways-common';
import { TemplateLink } from '../links/templateLink';

type Asked = {
  step: NextStep | undefined;
  templateLink: TemplateLink;
};

/** The one next step: a button to the form, already filled in. */
export function NextStepLink({
  step,
  templateLink,
  variant = 'primary',
}: Asked & { variant?: 'primary' | 'tertiary' }) {
  const href = step && !step.unavailable && templateLink(step);
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

/** Why the next step is not offered, if it is not. */
export function WhyNoNextStep({ step, templateLink }: Asked) {
  if (!step) return null;
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
