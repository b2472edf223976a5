import { join } from 'node:path';
import type { Finding } from '../../../lib/core/finding';
import { readFacts } from '../../../lib/landscape/facts-file';
import type { Landscape } from '../../../lib/landscape/landscape';
import type { ShootObject } from '../../../lib/openstack/objects';
import { validateShootInView } from '../../../lib/openstack/view/validate';
import { unknownFacts } from '../../../lib/rules/fact-names';
import { Report } from '../../../lib/rules/report';
import type { View } from '../../../lib/rules/view';
import { MemorySink } from '../../../lib/synth/output/sink';
import { topics } from '../../../lib/topics';
import { checkFolder } from './check-folder';
import { inFolder, writeText } from './in-folder';
import { runApp } from './run-app';
import { app, type Files } from './scene';

/** The name among the files that stands for options of the command `check`. */
export const checkOptions = 'check';

const knownFacts = topics.flatMap(({ facts = [] }) => facts);

/** The findings of files, as `check` has them of their folder, or `synth` of their app. */
export function judgeFiles({ [checkOptions]: typed = '', ...files }: Files, now: Date): readonly Finding[] {
  return inFolder(files, () => {
    const program = files[app];
    if (program !== undefined) return runApp(program).render().findings;
    const { facts, findings } = readFacts('facts');
    const lost = unknownFacts(facts, knownFacts);
    return [...findings, ...lost, ...checkFolder({ typed, facts, now }).findings];
  });
}

/** What a change from files to others means, to all topics. */
export function compareFiles(before: Files, after: Files, now: Date): readonly Finding[] {
  const [from, to] = [viewOf(before, now), viewOf(after, now)];
  if (from === undefined || to === undefined) return [];
  return [...topics.flatMap(({ compare }) => [...(compare?.(from, to) ?? [])]), ...refusals(from, to)];
}

/** The tree of files, or the one that their app renders. */
function viewOf({ [checkOptions]: typed = '', ...files }: Files, now: Date): View | undefined {
  return inFolder(files, () => {
    const program = files[app];
    if (program !== undefined) renderInto('dist', runApp(program));
    return checkFolder({ typed, facts: readFacts('facts').facts, now }).views[0];
  });
}

/** What is applied; a preview is not. */
function renderInto(folder: string, landscape: Landscape): void {
  const sink = new MemorySink();
  landscape.render(sink);
  for (const [file, text] of sink.files) if (!file.includes('/preview/')) writeText(join(folder, file), text);
}

/** What the admission of OpenStack answers to the changes of Shoots; a comparison sums most of it up as IMMUTABLE. */
function refusals(before: View, after: View): readonly Finding[] {
  return after.ofKind('core.gardener.cloud', 'Shoot').flatMap(entry => {
    const { kind, apiVersion, metadata } = entry.object;
    const old = before.find('core.gardener.cloud', 'Shoot', metadata.namespace, metadata.name ?? '')?.object;
    const [created, changed] = [new Report(), new Report()];
    validateShootInView(entry, created, { view: after });
    validateShootInView(entry, changed, { view: after, old: old as unknown as ShootObject });
    const known = new Set(created.findings.map(({ rule }) => rule));
    const object = { apiVersion, kind, name: metadata.name ?? '' };
    return changed.findings.filter(({ rule }) => !known.has(rule)).map(finding => ({ ...finding, object }));
  });
}
