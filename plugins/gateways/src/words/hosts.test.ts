import { hostOf, mayBecomeHost } from './hosts';

const label = 'a'.repeat(63);

test.each([
  ['pay.my-company.io', 'pay.my-company.io'],
  [' Pay.My-Company.io. ', 'pay.my-company.io'],
  ['pay.my-company.io:8443', 'pay.my-company.io'],
  ['pay.my-company.io.:8443', 'pay.my-company.io'],
  ['*.my-company.io', '*.my-company.io'],
  ['localhost', 'localhost'],
  [`${label}.io`, `${label}.io`],
  [`a${label}.io`, undefined],
  [`${label}.${label}.${label}.${label}`, undefined],
  ['', undefined],
  ['*', undefined],
  ['pay.*.io', undefined],
  ['pay..io', undefined],
  ['-pay.io', undefined],
  ['pay-.io', undefined],
  ['pay_me.io', undefined],
  ['pay me.io', undefined],
  ['https://pay.my-company.io', undefined],
  ['pay.my-company.io/web', undefined],
])('%j means %j', (typed, host) => expect(hostOf(typed)).toBe(host));

test.each([
  ['', true],
  ['pay-', true],
  ['*', true],
  ['*.', true],
  ['pay.my-company.io', true],
  ['not a', false],
  ['host!', false],
  ['pay..', false],
])('%j may become a host: %j', (typed, may) =>
  expect(mayBecomeHost(typed)).toBe(may),
);
