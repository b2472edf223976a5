import type { KubernetesObject } from '../../core/object';
import type { Report } from '../../rules/report';
import { projectOfNamespace } from '../../gardener/project-name';
import { ruleTable } from '../../rules/rule';
import type { View, ViewObject } from '../../rules/view';
import { defaultArchitecture } from '../pool/capabilities';
import type { ShootObject, WorkerSpec } from '../objects';
import { treeShoots, type TreeShoot } from '../view/shoots';
import { architecturesOfImage, knownArchitectures, type KnownArchitectures } from './image-architectures';
import { podSpecOf, selectedArchitectures, tolerates, workloadKinds, type PodSpec } from './pod-spec';

const rule = ruleTable(
  'kubernetes:scheduling by kubernetes.io/arch; gardener:docs/usage/shoot/shoot_supported_architectures.md v1.150',
  {
    'OS-WORKLOAD-ARCH-UNPINNED': {
      severity: 'warning',
      reason:
        'the image does not exist for all architectures of the cluster, and nothing keeps its pods on the right nodes',
      fix: 'select nodes by kubernetes.io/arch, or use an image with all architectures',
    },
    'OS-TOLERATION-MISSING': {
      severity: 'warning',
      reason: 'the DaemonSet does not tolerate the taint of a pool, so that no pod of it runs there',
      fix: 'add the toleration, or a node selector that says where it belongs',
    },
  },
);

/** Rules that {@link lintWorkloads} reports. */
export const workloadRules = Object.values(rule);

/** The workloads that the tree applies to its shoots, against the architectures and taints of the pools there. */
export function lintWorkloads(view: View, reportFor: (entry: ViewObject) => Report): void {
  const byCluster = workloadsByCluster(view);
  if (byCluster.size === 0) return;
  const workloadsOf = ({ metadata }: ShootObject): readonly ViewObject[] => {
    const project = projectOfNamespace(view, metadata?.namespace ?? '');
    return byCluster.get(`shoots/${project}/${metadata?.name ?? ''}`) ?? [];
  };
  const known = knownArchitectures(view.facts);
  for (const shoot of treeShoots(view, candidate => workloadsOf(candidate).length > 0))
    lintThoseOf(shoot, workloadsOf(shoot.shoot), { known, reportFor });
}

function workloadsByCluster(view: View): Map<string, ViewObject[]> {
  const byCluster = new Map<string, ViewObject[]>();
  for (const entry of workloadKinds.flatMap(([group, kind]) => view.ofKind(group, kind))) {
    const known = byCluster.get(entry.cluster);
    if (known === undefined) byCluster.set(entry.cluster, [entry]);
    else known.push(entry);
  }
  return byCluster;
}

function lintThoseOf(
  { admitted: { workers } }: TreeShoot,
  workloads: readonly ViewObject[],
  { known, reportFor }: { readonly known: KnownArchitectures; readonly reportFor: (entry: ViewObject) => Report },
): void {
  const architectures = new Set(workers.map(({ machine }) => machine?.architecture ?? defaultArchitecture));
  const tainted = workers.filter(({ taints = [], machine }) => taints.length > 0 && machine?.architecture === 'arm64');
  for (const entry of workloads) {
    const pod = podSpecOf(entry.object);
    if (pod === undefined) continue;
    lintImages(pod, { architectures, known }, reportFor(entry));
    if (entry.object.kind === 'DaemonSet') lintTolerations(pod, { object: entry.object, tainted }, reportFor(entry));
  }
}

function lintImages(
  pod: PodSpec,
  { architectures, known }: { readonly architectures: ReadonlySet<string>; readonly known: KnownArchitectures },
  report: Report,
): void {
  const selected = selectedArchitectures(pod.spec);
  for (const list of ['initContainers', 'containers'] as const) {
    for (const [index, { image = '' }] of (pod.spec[list] ?? []).entries()) {
      const offered = architecturesOfImage(image, known);
      if (offered === undefined) continue;
      const wrong = [...architectures].filter(name => !offered.includes(name) && (selected?.includes(name) ?? true));
      if (wrong.length === 0) continue;
      const message = `image ${image} has ${offered.join(' and ')}, but its pods may be scheduled on ${wrong.join(' and ')} nodes`;
      report.add(rule['OS-WORKLOAD-ARCH-UNPINNED'], `${pod.path}.${list}[${index}].image`, { value: image, message });
    }
  }
}

function lintTolerations(
  pod: PodSpec,
  { tainted }: { readonly object: KubernetesObject; readonly tainted: readonly WorkerSpec[] },
  report: Report,
): void {
  const selects = Object.keys(pod.spec.nodeSelector ?? {}).length > 0 || pod.spec.affinity?.nodeAffinity !== undefined;
  if (selects) return;
  for (const worker of tainted) {
    const taint = (worker.taints ?? []).find(
      ({ effect, ...rest }) =>
        effect !== 'PreferNoSchedule' && !tolerates(pod.spec.tolerations ?? [], { effect, ...rest }),
    );
    if (taint === undefined) continue;
    const message = `no pod runs on pool ${worker.name ?? ''}: its taint ${taint.key ?? ''} is not tolerated`;
    report.add(rule['OS-TOLERATION-MISSING'], `${pod.path}.tolerations`, { value: taint.key, message });
  }
}
