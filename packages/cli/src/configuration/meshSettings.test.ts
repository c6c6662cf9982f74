import { gateway, routes } from '../__testUtils__/payments';
import { workFolder } from '../__testUtils__/workFolder';

const { cli, write, remove } = workFolder();
afterAll(remove);

beforeAll(() => write({ 'gateway.yaml': gateway, 'routes.yaml': routes }));

const ask = (...args: string[]) =>
  cli([
    'resolve',
    'gateway.yaml',
    'routes.yaml',
    '--url',
    'http://payments.my-company.io/web',
    ...args,
  ]);

/** With it, a VirtualService that does not say so is exported to nobody: no route. */
const hidden = 'defaultVirtualServiceExportTo: ["~"]';

describe('--mesh-config takes', () => {
  test.each([
    ['a MeshConfig', `${hidden}\n`, 1],
    ['one as JSON', '{"defaultVirtualServiceExportTo": ["~"]}', 1],
    ['one that changes nothing', 'accessLogFile: /dev/stdout\n', 0],
    [
      'a ConfigMap',
      `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: istio-canary, namespace: x }\ndata:\n  mesh: |\n    ${hidden}\n`,
      1,
    ],
    [
      'a List with a ConfigMap',
      `kind: List\nitems:\n- kind: Service\n- kind: ConfigMap\n  data: { mesh: '${hidden}' }\n`,
      1,
    ],
    [
      'an IstioOperator',
      `kind: IstioOperator\nspec: { meshConfig: { ${hidden} } }\n`,
      1,
    ],
  ])('%s', async (_, content, status) => {
    write({ 'mesh.yaml': content });
    expect(await ask('--mesh-config', 'mesh.yaml')).toMatchObject({
      status,
      err: '',
    });
  });

  test('flags of istiod', async () => {
    write({
      'other.yaml': gateway.replace(
        /(kind: Pod\n.*)namespace: payments/,
        '$1namespace: edge',
      ),
    });
    const scoped = async (...args: string[]) =>
      (await cli(['routes', 'other.yaml', 'routes.yaml', ...args])).out;
    const name = 'PILOT_SCOPE_GATEWAY_TO_NAMESPACE';
    const env = `[{ name: ${name}, value: "true" }]`;
    write({
      'operator.yaml': `kind: IstioOperator\nspec: { values: { pilot: { env: { ${name}: true } } } }\n`,
      'component.yaml': `kind: IstioOperator\nspec: { components: { pilot: { k8s: { env: ${env} } } } }\n`,
      'istiod.yaml': `kind: Deployment\nspec: { template: { spec: { containers: [{ name: discovery, env: ${env} }] } } }\n`,
    });
    expect(await scoped()).toContain('Pod edge/gateway-1');
    for (const flags of [
      ['--istiod-env', `${name}=true`],
      ['--mesh-config', 'operator.yaml'],
      ['--mesh-config', 'component.yaml'],
      ['--mesh-config', 'istiod.yaml'],
    ])
      expect(await scoped(...flags)).not.toContain('Pod edge/gateway-1');
    expect(
      await scoped(
        '--mesh-config',
        'istiod.yaml',
        '--istiod-env',
        `${name}=false`,
      ),
    ).toContain('Pod edge/gateway-1');
  });

  test.each([
    [
      'no such file',
      ['--mesh-config', 'gone.yaml'],
      'gone.yaml does not exist',
    ],
    [
      'a file of other things',
      ['--mesh-config', 'gateway.yaml'],
      'gateway.yaml holds no mesh config',
    ],
    [
      'a broken file',
      ['--mesh-config', 'broken.yaml'],
      'broken.yaml:1:5: bad indentation',
    ],
    ['a flag without value', ['--istiod-env', 'X'], 'Write it as NAME=VALUE'],
  ])('not %s', async (_, args, message) => {
    write({ 'broken.yaml': 'a: b: c' });
    const { status, out, err } = await ask(...args);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toContain(message);
  });
});
