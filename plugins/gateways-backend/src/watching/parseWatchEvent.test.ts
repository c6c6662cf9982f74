import { parseWatchEvent } from './parseWatchEvent';

const gateway = `"apiVersion":"networking.istio.io/v1","kind":"Gateway"`;

it.each([
  [
    `{"type":"ADDED","object":{${gateway},"metadata":{"name":"a","resourceVersion":"7"}}}`,
    { type: 'changed', change: 'set', resourceVersion: '7' },
  ],
  [
    `{"type":"MODIFIED","object":{${gateway},"metadata":{"name":"a","resourceVersion":"7"}}}`,
    { type: 'changed', change: 'set' },
  ],
  [
    `{"type":"DELETED","object":{${gateway},"metadata":{"name":"a","resourceVersion":"7"}}}`,
    { type: 'changed', change: 'deleted' },
  ],
  [
    `{"type":"BOOKMARK","object":{${gateway},"metadata":{"resourceVersion":"8"}}}`,
    { type: 'bookmark', resourceVersion: '8' },
  ],
  [
    '{"type":"ERROR","object":{"kind":"Status","code":410,"reason":"Expired"}}',
    { type: 'expired' },
  ],
  [
    '{"type":"ERROR","object":{"kind":"Status","code":504,"message":"Too large resource version: 9, current: 3"}}',
    { type: 'expired' },
  ],
  [
    '{"type":"ERROR","object":{"kind":"Status","code":500,"message":"etcd"}}',
    {
      type: 'failed',
      failure: { code: '500', message: 'etcd', answered: true },
    },
  ],
  [
    `{"type":"ADDED","object":{${gateway},"metadata":{"name":"a"}}}`,
    { type: 'malformed' },
  ],
  [
    `{"type":"ADDED","object":{${gateway},"metadata":{"resourceVersion":"7"}}}`,
    { type: 'malformed' },
  ],
  [
    `{"type":"ADDED","object":{"metadata":{"name":"a","resourceVersion":"7"}}}`,
    { type: 'malformed' },
  ],
  [
    `{"type":"ADDED","object":{${gateway},"metadata":{"name":"a","resourceVersion":7}}}`,
    { type: 'malformed' },
  ],
  [
    `{"type":"RENAMED","object":{${gateway},"metadata":{"name":"a","resourceVersion":"7"}}}`,
    { type: 'malformed' },
  ],
  ['{"type":"ADDED","object":null}', { type: 'malformed' }],
  ['{"type":"ADDED"', { type: 'malformed' }],
  ['<html>', { type: 'malformed' }],
  ['[]', { type: 'malformed' }],
])('%s', (line, expected) =>
  expect(parseWatchEvent(line)).toMatchObject(expected),
);
