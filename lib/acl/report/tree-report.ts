import type { KubernetesObject } from '../../core/object';
import type { View } from '../../rules/view';
import { predictUpstream } from '../outcome';
import { treeSubjects } from '../view/subjects';
import { blastRadius } from './blast-radius';
import { renderReport } from './markdown';
import { shootReport } from './shoot-report';

/** The report of every shoot of a tree that has an ACL, as Markdown; undefined when there is none. */
export function accessReport(view: View): string | undefined {
  const sections = treeSubjects(view)
    .filter(({ seedKnown, situation, delivery }) => seedKnown && (delivery === 'gitops' || !situation.entry.disabled))
    .map(subject => shootReport(subject))
    .sort((a, b) => (a.shoot < b.shoot ? -1 : 1));
  return sections.length === 0 ? undefined : `# Access to API servers\n\n${sections.map(renderReport).join('\n')}`;
}

/** Which gateways a change touches and whose tunnels it ends, as Markdown; undefined when no filter changes. */
export function changeReport(before: View, after: View): string | undefined {
  const [old, now] = [filtersBySeed(before), filtersBySeed(after)];
  const seeds = [...new Set([...old.keys(), ...now.keys()])].sort();
  const rows = seeds.flatMap(seed =>
    blastRadius(old.get(seed) ?? [], now.get(seed) ?? []).map(({ namespace, objects, drainedPorts, httpFilters }) => {
      const filters = [...httpFilters].map(([port, count]) => `${count} on ${port}`).join(', ');
      return `| ${seed} | ${namespace} | ${objects.length} | ${drainedPorts.join(', ') || '-'} | ${filters || '-'} |`;
    }),
  );
  if (rows.length === 0) return undefined;
  const header =
    '| seed | gateway | objects | ports whose tunnels end | filters afterwards |\n| --- | --- | --- | --- | --- |';
  return `# Gateways that change\n\n${header}\n${rows.join('\n')}\n`;
}

/** The filters of each seed: those of the tree and those that the extension renders. */
function filtersBySeed(view: View): ReadonlyMap<string, readonly KubernetesObject[]> {
  const filters = new Map<string, KubernetesObject[]>();
  const add = (cluster: string, object: KubernetesObject): void => {
    const list = filters.get(cluster) ?? [];
    list.push(object);
    filters.set(cluster, list);
  };
  for (const { cluster, object } of view.ofKind('networking.istio.io', 'EnvoyFilter')) add(cluster, object);
  for (const { situation, seed } of treeSubjects(view)) {
    const outcome = seed === undefined ? undefined : predictUpstream(situation);
    if (outcome?.kind !== 'rendered') continue;
    for (const object of outcome.objects) add(`seeds/${seed?.name ?? ''}`, object);
  }
  return filters;
}
