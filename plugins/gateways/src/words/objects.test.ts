import { listOf, nameOfObject, nameOfSource } from './objects';

const virtualService = {
  group: 'networking.istio.io',
  kind: 'VirtualService',
  namespace: 'payments',
  name: 'payments',
};

test('names an object as people do', () => {
  expect(nameOfObject(virtualService)).toBe('VirtualService payments/payments');
  expect(nameOfObject({ group: '', kind: 'Namespace', name: 'payments' })).toBe(
    'Namespace payments',
  );
});

test.each([
  ['spec.http[0]', 'VirtualService payments/payments http[0]'],
  ['metadata.labels', 'VirtualService payments/payments metadata.labels'],
  ['spec', 'VirtualService payments/payments'],
  ['', 'VirtualService payments/payments'],
])('names the part %s', (path, name) => {
  expect(nameOfSource({ object: virtualService, path })).toBe(name);
});

test('lists words as a sentence does', () => {
  expect(listOf(['east'])).toBe('east');
  expect(listOf(['east', 'west'])).toBe('east and west');
});
