import { requestsOf } from './auditLog';

const watch = {
  auditID: '1',
  requestURI: '/api/v1/pods?watch=true',
  verb: 'watch',
  user: { username: 'reader' },
  objectRef: { resource: 'pods', apiVersion: 'v1' },
  responseStatus: { code: 200 },
  requestReceivedTimestamp: '2026-01-01T00:00:00.000000Z',
};
const started = {
  ...watch,
  stage: 'ResponseStarted',
  stageTimestamp: '2026-01-01T00:00:00.002000Z',
};
const ended = {
  ...watch,
  stage: 'ResponseComplete',
  stageTimestamp: '2026-01-01T00:00:05.000000Z',
};

function logOf(...events: object[]): string {
  return events.map(event => `${JSON.stringify(event)}\n`).join('');
}

describe('requestsOf', () => {
  it('has a watch from its start, and its time from its end', () => {
    const [open] = requestsOf(logOf(started));
    expect(open).toMatchObject({
      identity: 'reader',
      verb: 'watch',
      group: '',
      resource: 'pods',
      status: 200,
    });
    expect(open.milliseconds).toBeUndefined();
    expect(requestsOf(logOf(started, ended))).toEqual([
      { ...open, milliseconds: 5000 },
    ]);
  });

  it('reads no line that is still being written', () => {
    expect(requestsOf(`${logOf(started)}{"auditID":"2","sta`)).toHaveLength(1);
  });
});
