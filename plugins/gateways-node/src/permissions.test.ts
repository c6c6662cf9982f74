import { hasOwner } from './permissions';

const payments = {
  entityRef: 'system:default/payments',
  owners: ['group:default/payments-team'],
};

it.each([
  [['group:default/payments-team', 'user:default/guest'], true],
  [['group:default/payments'], false],
  [[], false],
])('HAS_OWNER %j', (owners, expected) =>
  expect(hasOwner.apply(payments, { owners })).toBe(expected),
);
