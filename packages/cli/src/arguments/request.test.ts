import { requestOf } from './request';

const asked = (url: string, ...header: string[]) =>
  requestOf({ url, method: 'GET', header });

test.each([
  ['http://a.io', { port: 80, tls: false, host: 'a.io', path: '/' }],
  [
    'https://a.io/x?y=1#z',
    { port: 443, tls: true, sni: 'a.io', path: '/x?y=1' },
  ],
  [
    'https://a.io:8443?x',
    { port: 8443, sni: 'a.io', host: 'a.io:8443', path: '/?x' },
  ],
  ['http://a.io/../b//c', { path: '/../b//c' }],
  ['https://127.0.0.1/', { sni: undefined, host: '127.0.0.1' }],
  ['https://[::1]:8443/', { sni: undefined, host: '[::1]:8443', port: 8443 }],
])('%s', (url, expected) => expect(asked(url)).toMatchObject(expected));

test("headers are joined by name, and Host replaces the URL's", () => {
  expect(
    asked(
      'https://127.0.0.1/',
      'Host: a.io',
      'X-A: 1',
      'x-a: 2',
      '__proto__: 3',
    ),
  ).toMatchObject({
    host: 'a.io',
    headers: Object.fromEntries([
      ['x-a', '1,2'],
      ['__proto__', '3'],
    ]),
  });
});

test.each([
  'a.io/x',
  'ftp://a.io',
  'http://',
  'http://a.io:x/',
  'http://a:70000',
])('%s is refused', url =>
  expect(() => asked(url)).toThrow(`${url} is no URL`),
);
