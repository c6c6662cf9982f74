import { defaultPlatform } from './Platform';
import { Refusal } from './Refusal';
import { files, intent, planIn } from './testing/company';

const kept = new Map([
  ['payments', ['payments.my-company.io', '*.pay.my-company.io']],
  ['analytics', ['insights.my-company.io', '*.data.my-company.io']],
]);

function answer(host: string, hosts: ReadonlyMap<string, string[]> = kept) {
  try {
    const platform = { ...defaultPlatform, hosts };
    planIn({ git: files, platform }, { ...intent, hosts: [host] });
    return 'planned';
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}

test.each([
  ['one of its own that is served', 'payments.my-company.io', /^planned$/],
  [
    "another's",
    'insights.my-company.io',
    /belongs to Analytics: the platform keeps/,
  ],
  ['in another case', 'Insights.My-Company.IO', /belongs to Analytics/],
  ["with the root's dot", 'insights.my-company.io.', /belongs to Analytics/],
  ["below another's wildcard", 'x.data.my-company.io', /belongs to Analytics/],
  ["a wildcard over another's", '*.my-company.io', /belongs to Analytics/],
  [
    "nobody's, while the product has hosts that are kept for it",
    'new.my-company.io',
    /not among the hosts that the platform keeps for Payments/,
  ],
  [
    'one of its own that nothing serves',
    'x.pay.my-company.io',
    /No gateway in cluster east serves x\.pay/,
  ],
])('%s: %s', (_, host, expected) => {
  expect(answer(host)).toMatch(expected);
});

test('a platform that keeps no hosts leaves them to who claims them first', () => {
  expect(answer('payments.my-company.io', new Map())).toBe('planned');
  expect(answer('analytics.my-company.io', new Map())).toMatch(
    /belongs to Analytics: VirtualService/,
  );
});
