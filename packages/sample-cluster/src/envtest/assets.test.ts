import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { envtestAssets } from './assets';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assets-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('envtestAssets', () => {
  it('is the folder that KUBEBUILDER_ASSETS names', () => {
    for (const program of ['etcd', 'kube-apiserver'])
      writeFileSync(join(folder, program), '', { mode: 0o755 });
    expect(envtestAssets({ env: { KUBEBUILDER_ASSETS: folder } })).toBe(folder);
  });

  it('says so if it names a folder without the programs', () => {
    expect(() =>
      envtestAssets({ env: { KUBEBUILDER_ASSETS: folder } }),
    ).toThrow(`KUBEBUILDER_ASSETS is ${folder}, but there are no programs`);
  });

  it('looks nowhere else unless asked to', () => {
    expect(envtestAssets({ env: {} })).toBeUndefined();
  });
});
