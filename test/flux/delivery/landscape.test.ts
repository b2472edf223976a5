import * as fs from 'node:fs';
import * as path from 'node:path';
import { validateObject } from '../../../lib/api/validate';
import type { KubernetesObject } from '../../../lib/core/object';
import { commitStatusAlert } from '../../../lib/flux/delivery/alerts';
import { deliver } from '../../../lib/flux/delivery/deliver';
import type { DeliveryOptions } from '../../../lib/flux/delivery/options';
import { tenantObjects } from '../../../lib/flux/delivery/tenant';
import { fluxFolder, type DeliveredUnit } from '../../../lib/flux/delivery/unit';
import { virtualGardenAccess } from '../../../lib/flux/delivery/virtual-garden-access';
import { syncObjects } from '../../../lib/flux/install/sync';
import { mapAt, textOf, textsOf } from '../../../lib/flux/plain';
import type { ViewObject } from '../../../lib/rules/view';
import { readDocuments } from '../../../lib/yaml/reader/documents';
import { findingsOf } from '../tree';

const root = path.join(__dirname, '..', '..', '..');
const clusters: readonly RegExp[] = [
  /^(runtime|virtual-garden)\/(.+)$/,
  /^(seeds\/[^/]+)\/(.+)$/,
  /^(shoots\/[^/]+\/[^/]+)\/(.+)$/,
];

function read(file: string): readonly unknown[] {
  return readDocuments(fs.readFileSync(file, 'utf8')).documents.map(({ value }) => value);
}

/** The units of a landscape as they lie in dist/. */
function unitsBelow(landscape: string, folder = ''): DeliveredUnit[] {
  const full = path.join(root, 'dist', landscape, folder);
  const entries = fs.readdirSync(full, { withFileTypes: true });
  const below = entries
    .filter(entry => entry.isDirectory())
    .flatMap(({ name }) => unitsBelow(landscape, path.posix.join(folder, name)));
  const [, cluster, unit] = clusters.map(pattern => pattern.exec(folder)).find(match => match !== null) ?? [];
  if (cluster === undefined || unit === undefined || !entries.some(({ name }) => name === 'kustomization.yaml'))
    return below;
  const [kustomization] = read(path.join(full, 'kustomization.yaml'));
  const objects = textsOf(mapAt(kustomization)['resources']).flatMap(file => read(path.join(full, file)));
  return [{ cluster, folder: unit, objects: objects as KubernetesObject[] }, ...below];
}

const variants: readonly (readonly [string, Partial<DeliveryOptions>])[] = [
  ['from Git', {}],
  ['with one artifact per unit', { artifactPerUnit: true }],
  ['from an OCI artifact', { source: { type: 'oci', url: 'oci://registry.example.org/meadow', ref: { tag: 'main' } } }],
  ['in shards, with tenants, for an older Flux', { shards: ['a', 'b'], tenancy: true, flux: '2.6.4' }],
];

describe.each(['meadow', 'meadow-dev'])('the delivery of %s', landscape => {
  const units = unitsBelow(landscape).filter(({ folder }) => folder !== fluxFolder);
  const options: DeliveryOptions = {
    landscape,
    source: { type: 'git', url: 'https://git.example.org/meadow.git', ref: { branch: 'main' } },
    flux: '2.9.2',
    access: { 'virtual-garden': { secretName: 'shoot-access-virtual-garden-flux', namespace: 'garden' } },
  };

  it.each(variants)('%s is valid, and has no error of its own', (_, variant) => {
    const delivery = deliver(units, { ...options, ...variant });
    const made = [...delivery.objects].flatMap(([cluster, objects]) =>
      objects.map(object => inUnit(cluster, fluxFolder, object)),
    );
    const refused = made.flatMap(({ object }) =>
      validateObject(object, { flux: true }).filter(({ severity }) => severity === 'error'),
    );
    expect(refused).toEqual([]);
    const tree = [
      ...made,
      ...[...units, ...delivery.added].flatMap(({ cluster, folder, objects }) =>
        objects.map(object => inUnit(cluster, folder, object)),
      ),
    ];
    const findings = findingsOf(tree).filter(({ severity }) => severity === 'error');
    expect(findings.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
    expect(delivery.report.findings).toEqual([]);
  });

  it('names folders that exist', () => {
    const paths = [...deliver(units, options).objects.values()]
      .flat()
      .filter(({ kind }) => kind === 'Kustomization')
      .map(({ spec }) => textOf(mapAt(spec)['path']))
      .filter(file => !file.endsWith(`/${fluxFolder}`));
    expect(paths.filter(file => !fs.existsSync(path.join(root, file, 'kustomization.yaml')))).toEqual([]);
    expect(paths.length).toBeGreaterThan(8);
  });
});

describe('what else a cluster needs for Flux', () => {
  it('is valid', () => {
    const objects = [
      ...virtualGardenAccess({ clusterRole: 'flux' }),
      ...tenantObjects({ project: 'dev' }),
      ...commitStatusAlert({ type: 'github', address: 'https://github.com/example/meadow', secretName: 'token' }),
      ...syncObjects({ url: 'ssh://git@git.example.org/meadow', path: 'dist/meadow/runtime' }),
    ];
    expect(objects.flatMap(object => validateObject(object).filter(({ severity }) => severity === 'error'))).toEqual(
      [],
    );
  });
});

function inUnit(cluster: string, unit: string, object: KubernetesObject): ViewObject {
  return { cluster, unit, object, origin: () => ({ file: 'apps/main.ts' }) };
}
