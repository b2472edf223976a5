// This project with the same objects, from the compiled package.
import { Construct } from 'constructs';
import type * as Package from '../../lib';
import type * as Api from '../../imports/core.gardener.cloud/v1beta1';
import { shootFields, shootMetadata } from '../shoots';
import { surroundings, type Packages } from '../surroundings';
import { settings } from './settings';

const root = process.env['PACKAGE'] ?? '';
const main = require(`${root}/lib/index.js`) as typeof Package;
const { Shoot } = require(`${root}/imports/core.gardener.cloud/v1beta1/index.js`) as typeof Api;
const { Landscape, TypedObject } = main;

const { count, perUnit, outdir, form, checks, sink } = settings();
const landscape = new Landscape({
  name: 'bench',
  gardener: '1.150.0',
  domain: 'example.org',
  outdir,
  checks: checks !== 'none',
});
if (checks === 'kinds')
  (globalThis as unknown as Record<symbol, unknown>)[Symbol.for('cdk8s-gardener.topics')] = () => [];
if (checks === 'all') {
  const openstack = require(`${root}/lib/openstack/index.js`) as Packages['openstack'];
  const core = require(`${root}/imports/core/v1/index.js`) as Packages['core'];
  surroundings(landscape, { main, openstack, core });
}
let before: Package.Unit | undefined;
for (let start = 0; start < count; start += perUnit) {
  const unit = landscape.virtualGarden.unit(`unit-${start / perUnit}`);
  if (form === 'chain' && before !== undefined) unit.addDependency(before);
  before = unit;
  for (let i = start; i < Math.min(start + perUnit, count); i++) {
    const scope = form === 'file-per-object' ? new Construct(unit, `shoot-${i}`) : unit;
    new TypedObject(scope, `shoot-${i}`, Shoot, { metadata: shootMetadata(i), manifest: () => shootFields(i) });
  }
}
if (sink === 'none') landscape.render({ put: () => undefined, complete: () => undefined });
else landscape.synth();
