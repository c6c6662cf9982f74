import { Intent } from '@product-gateways/backstage-plugin-gateways-common';
import { resumeUrlIn } from './resumeUrl';

const intent: Intent = {
  kind: 'add-cluster',
  product: 'system:default/payments',
  cluster: 'west',
  from: 'east',
  hosts: ['payments.my-company.io'],
  internalHost: 'a&b=c#d)"',
};

test.each([
  ['https://portal.example', '/create/templates/default/add-cluster'],
  [
    'https://portal.example/team/',
    '/team/create/templates/default/add-cluster',
  ],
])('of a portal at %s the form is at %s, filled in', (baseUrl, path) => {
  const url = new URL(resumeUrlIn(baseUrl)(intent) ?? '');
  expect(url.pathname).toBe(path);
  expect([...url.searchParams.keys()]).toEqual(['formData']);
  const { kind: _, ...formData } = intent;
  expect(JSON.parse(url.searchParams.get('formData') ?? '')).toEqual(formData);
  expect(url.hash).toBe('');
});

it('a portal that does not say where it is has no link', () => {
  expect(resumeUrlIn(undefined)(intent)).toBeUndefined();
});
