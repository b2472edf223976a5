import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Seed, Shoot, type FailureTolerance, type SeedSpec } from '../../imports/core.gardener.cloud/v1beta1';
import { firstChangedInput, readLock, sha256Of } from '../../tools/generate/lock';
import { firstDifference } from '../../tools/generate/output';
import { step as notice } from '../../tools/generate/steps/notice';
import { step as types } from '../../tools/generate/steps/types';

const root = resolve(__dirname, '../..');

describe('imports/', () => {
  test.each([types, notice])('is what the step "$name" writes', step => {
    expect(firstDifference(root, step, [...step.render(root)])).toBeUndefined();
  });

  test('a change by hand is named with its line', () => {
    const files = [...notice.render(root)].map(({ path, text }) => ({
      path,
      text: text.replace('imports/lock.json', 'x'),
    }));
    expect(firstDifference(root, notice, files)).toMatch(/^NOTICE:\d+: is ".*imports\/lock\.json.*", would be ".*"$/);
  });

  test('a file that is no longer generated is named', () => {
    const files = [...types.render(root)].filter(({ path }) => path !== 'imports/core.gardener.cloud/v1beta1/Shoot.ts');
    expect(firstDifference(root, types, files)).toBe(
      'imports/core.gardener.cloud/v1beta1/Shoot.ts is no longer generated',
    );
  });

  test('the lock pins every schema with its source, and nothing was changed since', () => {
    const { schemas, sources, data } = readLock(root);
    const present = readdirSync(join(root, 'imports'), { recursive: true }).map(String);
    const files = present.filter(file => file.endsWith('.schema.json')).map(file => file.replaceAll('\\', '/'));
    expect(schemas.map(({ file }) => file).sort()).toEqual(files.sort());
    expect(firstChangedInput(root)).toBeUndefined();
    expect(Object.keys(data)).toEqual(['index.json', 'history.json']);
    for (const { commit, licence, ref } of [...schemas, ...sources]) {
      expect(commit).toMatch(/^[0-9a-f]{40}$/);
      expect(['Apache-2.0', 'MIT']).toContain(licence);
      expect(ref).not.toBe('');
    }
  });

  test('the hash of a schema covers its bytes', () => {
    const { schemas } = readLock(root);
    const shoot = schemas.find(({ file }) => file === 'core.gardener.cloud/v1beta1/Shoot.schema.json');
    expect(shoot?.sha256).toBe(
      sha256Of(readFileSync(join(root, 'imports/core.gardener.cloud/v1beta1/Shoot.schema.json'))),
    );
  });

  test('a descriptor tells the scope of its kind', () => {
    expect([Shoot, Seed]).toEqual([
      { apiVersion: 'core.gardener.cloud/v1beta1', kind: 'Shoot', scope: 'Namespaced' },
      { apiVersion: 'core.gardener.cloud/v1beta1', kind: 'Seed', scope: 'Cluster' },
    ]);
  });
});

/** Checked by the compiler: a line that should fail and does not is an error of `npm run typecheck`. */
describe('the types of imports/', () => {
  test('accept a shoot as it is written in YAML', () => {
    const shoot: Shoot = {
      apiVersion: 'core.gardener.cloud/v1beta1',
      kind: 'Shoot',
      metadata: { name: 'crazy-botany', namespace: 'garden-dev' },
      spec: {
        provider: {
          type: 'openstack',
          workers: [
            { name: 'arm', machine: { type: 'a1.4', architecture: 'arm64' }, minimum: 1, maximum: 3, maxSurge: '25%' },
          ],
        },
        region: 'eu01',
        kubernetes: { kubeAPIServer: { eventTTL: '1h' }, version: '1.34.2' },
        purpose: 'production',
      },
    };
    expect(shoot.spec?.provider.workers?.[0]?.maxSurge).toBe('25%');
  });

  test('refuse typos, values outside a closed set, and missing fields', () => {
    const networks = { pods: '10.0.0.0/16', services: '10.1.0.0/16' };
    const provider = { type: 'local', region: 'r' };
    // @ts-expect-error the field is called networks
    const misspelled: SeedSpec = { provider, network: networks, dns: {} };
    // @ts-expect-error a seed has networks
    const incomplete: SeedSpec = { provider, dns: {} };
    // @ts-expect-error there is no such failure tolerance
    const closed: FailureTolerance = { type: 'rack' };
    expect([misspelled, incomplete, closed]).toHaveLength(3);
  });
});
