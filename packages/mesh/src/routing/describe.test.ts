import { describeMatch } from './describe';
import { RouteMatch } from './model';

const rows: [Partial<RouteMatch>, string][] = [
  [{}, '/…'],
  [
    {
      path: { type: 'prefix', value: '/web' },
      method: { type: 'exact', value: 'GET' },
    },
    'GET /web…',
  ],
  [{ path: { type: 'exact', value: '/web' } }, '/web'],
  [{ path: { type: 'segments', value: '/web' } }, '/web/…'],
  [{ path: { type: 'regex', value: '/v[12]/.*' } }, '~/v[12]/.*'],
  [
    { path: { type: 'prefix', value: '/Web', ignoreCase: true } },
    '/Web… in any case',
  ],
  [
    {
      headers: [
        {
          name: 'x-beta',
          value: { type: 'exact', value: 'yes' },
          inverted: false,
        },
      ],
    },
    '/… with x-beta=yes',
  ],
  [{ headers: [{ name: 'x-beta', inverted: true }] }, '/… with no x-beta'],
  [
    { query: [{ name: 'v', value: { type: 'exact', value: '2' } }] },
    '/… with ?v=2',
  ],
  [{ authority: { type: 'prefix', value: 'pay' } }, '/… with host pay…'],
];

test.each(rows)('%j reads %s', (match, expected) => {
  expect(describeMatch({ headers: [], query: [], ...match })).toBe(expected);
});
