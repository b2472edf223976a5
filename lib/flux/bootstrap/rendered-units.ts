import * as fs from 'node:fs';
import * as path from 'node:path';
import { readTree } from '../../manifests/read-tree';
import type { RenderedUnit } from './bootstrap';

/** What names the files of a landscape that a synth has rendered. */
const fileList = '.synth.json';

/** Folders of landscapes below an output folder, sorted: `dist/meadow`. */
export function landscapeFolders(outdir: string): readonly string[] {
  if (!fs.existsSync(outdir)) return [];
  return fs
    .readdirSync(outdir)
    .filter(name => fs.existsSync(path.join(outdir, name, fileList)))
    .sort()
    .map(name => path.posix.join(outdir, name));
}

/** The units of a landscape as they lie on disk. */
export function renderedUnits(landscape: string): readonly RenderedUnit[] {
  const units = new Map<string, RenderedUnit['objects']>();
  for (const { object, file } of readTree([landscape]).objects) {
    if (object.apiVersion.startsWith('kustomize.config.k8s.io/')) continue;
    const folder = path.posix.dirname(file);
    units.set(folder, [...(units.get(folder) ?? []), object]);
  }
  return [...units].map(([folder, objects]) => ({ path: folder, objects }));
}
