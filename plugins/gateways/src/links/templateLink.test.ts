import { NextStep } from '@product-gateways/backstage-plugin-gateways-common';
import { sharedView } from '../__testUtils__/sampleViews';
import { templateLinkBy } from './templateLink';

const step = sharedView.nextStep as NextStep;
const link = templateLinkBy(
  ({ namespace, templateName }) =>
    `/create/templates/${namespace}/${templateName}`,
);

test('leads to the form, filled in with the intent', () => {
  const url = new URL(link(step) ?? '', 'http://localhost');

  expect(url.pathname).toBe('/create/templates/default/create-gateway');
  expect(JSON.parse(url.searchParams.get('formData') ?? '')).toEqual({
    product: 'system:default/payments',
    cluster: 'east',
    hosts: ['payments.my-company.io'],
  });
});

test('leads nowhere without a template, or in an app without the scaffolder', () => {
  expect(link({ title: step.title })).toBeUndefined();
  expect(templateLinkBy(undefined)(step)).toBeUndefined();
});
