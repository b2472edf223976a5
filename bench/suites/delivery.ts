import * as fs from 'node:fs';
import * as path from 'node:path';
import { Shoot } from '../../imports/core.gardener.cloud/v1beta1';
import { Landscape, MemorySink, TypedObject } from '../../lib';
import { FluxDelivery, git } from '../../lib/flux';
import { kubectl } from '../../tools/kubectl/binary';
import { interleaved, scratch } from '../measure';
import { shootFields, shootMetadata } from '../shoots';
import { printCosts } from '../table';

const count = 5000;
const unitOf = { 'one unit': () => 'shoots', 'a unit per project': (i: number) => `shoots/p${i % 50}` } as const;

/** What kustomize needs for the slowest unit of a landscape with 5,000 Shoots: all in one unit, and as a delivery splits them. */
export function suite(): void {
  const binary = kubectl();
  if ('missing' in binary) {
    console.log(`not measured: ${binary.missing}`);
    return;
  }
  const programs = Object.entries(unitOf).map(([name, unit]) => ({
    name,
    command: [binary.file, 'kustomize', largestUnit(rendered(name, unit))],
  }));
  printCosts(`slowest of the units with ${count} Shoots`, interleaved(programs, 1), 'one unit');
}

/** Folder of the landscape. */
function rendered(name: string, unit: (i: number) => string): string {
  const root = new Landscape({ name: 'fleet', gardener: '1.150.0', domain: 'example.org', checks: false });
  for (let i = 0; i < count; i++) {
    const chart = root.virtualGarden.unit(unit(i));
    new TypedObject(chart, String(i), Shoot, { metadata: shootMetadata(i), ...shootFields(i) });
  }
  const source = git({ url: 'https://git.example.org/fleet.git', branch: 'main' });
  new FluxDelivery(root, 'flux', { source, flux: '2.9.2', access: { 'virtual-garden': { secretName: 'access' } } });
  const sink = new MemorySink();
  root.render(sink);
  const folder = scratch(name.replaceAll(' ', '-'));
  for (const [file, text] of sink.files) {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), text);
  }
  return folder;
}

/** The unit with most bytes. */
function largestUnit(folder: string): string {
  const sizes = new Map<string, number>();
  for (const file of fs.readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const stat = fs.statSync(path.join(folder, file));
    const unit = path.dirname(path.join(folder, file));
    if (stat.isFile()) sizes.set(unit, (sizes.get(unit) ?? 0) + stat.size);
  }
  const [largest] = [...sizes].sort(([, a], [, b]) => b - a);
  if (largest === undefined) throw new Error('nothing was rendered');
  return largest[0];
}
