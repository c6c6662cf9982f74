import { Snapshot } from '@product-gateways/mesh';
import { checkedContract } from './contract';
import { Refusal } from './Refusal';
import { clusterOf, files } from './testing/company';

const file = 'clusters/east/payments/virtualservice-payments.yaml';
const before = clusterOf(files);
const after = (from: string | RegExp, text: string): Snapshot =>
  clusterOf({ ...files, [file]: files[file].replace(from, text) });
const hosts = ['payments.my-company.io'];

describe('a wave that changes more than it may is stopped, whoever planned it', () => {
  test.each([
    [
      'a route is dropped',
      after(/ {4}# Everything else[^]*/, ''),
      /In cluster east this would change more than it may\..*For example GET https:\/\/payments\.my-company\.io\/\S* is answered with payments\.payments:8080 today, and would be with not found \(404\)/,
    ],
    [
      'a route leads to nothing',
      after('host: payments,', 'host: gone,'),
      /would be with gone\.payments:8080 \(fails/,
    ],
    [
      'the whole object goes',
      before.without({
        group: 'networking.istio.io',
        kind: 'VirtualService',
        namespace: 'payments',
        name: 'payments',
      }),
      /not found \(404\)/,
    ],
    [
      'another Service answers',
      after('host: payments-web', 'host: payments'),
      /GET https:\/\/payments\.my-company\.io\/web/,
    ],
    [
      'a timeout comes',
      after('- route: [{', '- timeout: 5s\n      route: [{'),
      /more than it may/,
    ],
  ])('%s', (_, changed, message) => {
    expect(() => checkedContract(before, changed, { hosts })).toThrow(Refusal);
    expect(() => checkedContract(before, changed, { hosts })).toThrow(message);
  });

  test('what is lost is never declared', () => {
    const changed = after(/ {4}# Everything else[^]*/, '');
    const isDeclared = () => true;
    expect(() =>
      checkedContract(before, changed, { hosts, isDeclared }),
    ).toThrow(/not found/);
  });
});

test('what may change is a row, and all that does not is another', () => {
  const changed = after('host: payments-web', 'host: payments');
  const { callers } = checkedContract(before, changed, {
    hosts,
    isDeclared: ({ verdict }) => verdict === 'service-changed',
  });
  expect(callers).toEqual([
    {
      request: 'http://payments.my-company.io every request',
      before: 'as today',
      after: 'as today',
      same: true,
    },
    {
      request: 'https://payments.my-company.io GET /web…',
      before: 'payments-web.payments:8080',
      after: 'payments.payments:8080',
      same: false,
    },
    {
      request: 'https://payments.my-company.io every other request',
      before: 'as today',
      after: 'as today',
      same: true,
    },
  ]);
});
