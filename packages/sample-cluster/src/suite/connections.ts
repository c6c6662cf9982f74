import { once } from 'node:events';
import { connect } from 'node:tls';
import type { Given } from './given';
import { configMap, next, take } from './helpers';

/** How connections fail, below HTTP. */
export function connections(given: Given) {
  const path =
    '/api/v1/namespaces/default/configmaps?fieldSelector=metadata.name=talk';
  const newClient = () => given.cluster.client('admin');

  beforeAll(() => given.admin.create(configMap('default', 'talk')));
  afterEach(() => given.cluster.setFaults([]));

  it('are refused, and accepted again at the same port', async () => {
    await given.cluster.setFaults([{ then: { type: 'refuse' } }]);
    await expect(newClient().raw('GET', '/livez')).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    });
    await given.cluster.setFaults([]);
    expect((await newClient().raw('GET', '/livez')).body).toBe('ok');
  });

  it('that exist are cut when the server goes', async () => {
    const watching = newClient().watch(path);
    await next(watching, 1);
    await given.cluster.setFaults([{ then: { type: 'refuse' } }]);
    await expect(next(watching, 1)).rejects.toThrow();
  });

  it('that exist fall silent while new ones work', async () => {
    const watching = newClient().watch(path);
    await next(watching, 1);
    await given.cluster.setFaults([
      { then: { type: 'silence', connections: 'existing' } },
    ]);
    const unheard = next(watching, 1);
    const fresh = newClient();
    await fresh.save(
      configMap('default', 'talk', { labels: { edit: 'silence' } }),
    );
    const [event] = await take(fresh, path, 1);
    expect(event.object.metadata).toMatchObject({
      labels: { edit: 'silence' },
    });
    expect(
      await Promise.race([unheard, Promise.resolve('nothing heard')]),
    ).toBe('nothing heard');
    unheard.catch(() => 'ended with the cluster');
  });

  it('that are new are accepted, and nothing more', async () => {
    await given.cluster.setFaults([
      { then: { type: 'silence', connections: 'new' } },
    ]);
    const { port, hostname } = new URL(given.cluster.server);
    const socket = connect({
      port: Number(port),
      host: hostname,
      ca: given.cluster.ca,
    });
    await once(socket, 'connect');
    const secured = once(socket, 'secureConnect').then(() => 'secured');
    secured.catch(() => 'closed below');
    await given.cluster.setFaults([]);
    expect((await newClient().raw('GET', '/livez')).body).toBe('ok');
    expect(
      await Promise.race([secured, Promise.resolve('nothing heard')]),
    ).toBe('nothing heard');
    socket.destroy();
  });
}
