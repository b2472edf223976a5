// Reads a folder of manifests and runs the checks of some topics over it, named in TOPICS; with PREDICT, also their predictions.
import { readTree } from '../../lib/manifests/read-tree';
import { Judge } from '../../lib/rules/judge';
import { objects as anyObject } from '../../lib/rules/objects/topic';
import { View } from '../../lib/rules/view';
import { topics } from '../../lib/topics';
import { settings } from './settings';

const { outdir: folder } = settings();
const wanted = (process.env['TOPICS'] ?? '').split(',');
const chosen = [anyObject, ...topics].filter(({ name }) => wanted.includes(name));
const read = readTree([folder]).objects.filter(
  ({ object }) => (object as { metadata?: unknown }).metadata !== undefined,
);
const view = new View({
  objects: read.map(({ object, origin }) => ({ cluster: 'virtual-garden', unit: '', object, origin })),
  gardener: '1.150.0',
  now: new Date('2026-06-01T00:00:00Z'),
});
new Judge().run(view, chosen);
let predicted = 0;
if (process.env['PREDICT'] !== undefined)
  for (const topic of chosen) for (const { object } of topic.predict?.(view) ?? []) if (object.kind !== '') predicted++;
process.stderr.write(`${predicted} predictions\n`);
