import * as fs from 'node:fs';
import * as path from 'node:path';
import * as core from '../imports/core/v1';
import * as main from '../lib';
import type { KubernetesObject } from '../lib/core/object';
import * as openstack from '../lib/openstack';
import { writeDocuments } from '../lib/yaml/writer';
import { scratch } from './measure';
import { shoot } from './shoots';
import { surroundings } from './surroundings';

const perFile = 500;

/**
 * A folder with that many Shoots as YAML, 500 per file, below `shoots/`, and with everything that they refer to, so that nothing is found wrong.
 * `change` makes other Shoots of them.
 */
export function manifests(name: string, count: number, change = (object: KubernetesObject) => object): string {
  const folder = scratch(name);
  const landscape = new main.Landscape({
    name: 'bench',
    gardener: '1.150.0',
    domain: 'example.org',
    outdir: folder,
    checks: false,
  });
  surroundings(landscape, { main, openstack, core });
  landscape.synth();
  const shoots = path.join(folder, 'bench/virtual-garden/shoots');
  fs.mkdirSync(shoots, { recursive: true });
  for (let start = 0; start < count; start += perFile) {
    const length = Math.min(perFile, count - start);
    const objects = Array.from({ length }, (_, i) => change(shoot(start + i) as unknown as KubernetesObject));
    fs.writeFileSync(path.join(shoots, `shoots-${start / perFile}.yaml`), writeDocuments(objects));
  }
  return folder;
}
