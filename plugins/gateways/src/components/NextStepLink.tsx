import { ButtonLink, Text } from '@backstage/ui';
import { RiArrowRightLine } from '@remixicon/react';
import { NextStep } from '@product-gateways/backstage-plugin-gateways-common';
import { TemplateLink } from '../links/templateLink';

/** The one next step: a button to the form, already filled in, or the reason why it is not offered. */
export function NextStepLink({
  step,
  templateLink,
  variant = 'primary',
}: {
  step: NextStep | undefined;
  templateLink: TemplateLink;
  variant?: 'primary' | 'tertiary';
}) {
  if (!step) return null;
  const href = templateLink(step);
  if (step.unavailable || !href) {
    return (
      <Text as="p" variant="body-small" color="secondary">
        {step.title}:{' '}
        {step.unavailable ?? 'this portal has no page for its template.'}
      </Text>
    );
  }
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
