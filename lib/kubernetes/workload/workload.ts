import { FieldPath } from '../../core/field-path';
import { suggest } from '../../core/suggest';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { Check } from '../../rules/topic';
import type { ViewObject } from '../../rules/view';

const rule = ruleTable('kubernetes:pkg/apis/{apps,core}/validation/validation.go v1.36', {
  'OBJ-VOLUME-MOUNT': 'a mount must name a volume of the pod',
  'OBJ-PORT-NAME': {
    severity: 'warning',
    reason: 'a probe must name a port of its container: it fails for ever',
    source: 'kubernetes:pkg/probe/util.go v1.36',
  },
});

/** What the parts of a workload say about each other. */
export const workloadChecks: readonly Check[] = [
  {
    rules: Object.values(rule),
    kinds: ['apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet', 'apps/ReplicaSet', 'batch/Job', '/Pod'],
    object: checkWorkload,
  },
];

interface Container {
  readonly volumeMounts?: readonly { readonly name?: string }[];
  readonly ports?: readonly { readonly name?: string }[];
  readonly [probe: string]: unknown;
}

interface PodSpec {
  readonly volumes?: readonly { readonly name?: string }[];
  readonly containers?: readonly Container[];
  readonly initContainers?: readonly Container[];
}

interface Workload extends PodSpec {
  readonly volumeClaimTemplates?: readonly { readonly metadata?: { readonly name?: string } }[];
  readonly template?: {
    readonly spec?: PodSpec;
  };
}

function checkWorkload({ object }: ViewObject, report: Report): void {
  const spec = (object['spec'] ?? {}) as Workload;
  const isPod = object.kind === 'Pod';
  const path = isPod ? FieldPath.of('spec') : FieldPath.of('spec', 'template', 'spec');
  const pod = isPod ? spec : spec.template?.spec;
  if (pod === undefined) return;
  const claims = (spec.volumeClaimTemplates ?? []).map(({ metadata }) => metadata?.name);
  const volumes = [...(pod.volumes ?? []).map(({ name }) => name), ...claims].filter(isText);
  for (const list of ['containers', 'initContainers'] as const)
    for (const [index, container] of (pod[list] ?? []).entries())
      checkContainer({ container, volumes, path: path.child(list).index(index) }, report);
}

interface Site {
  readonly container: Container;
  readonly volumes: readonly string[];
  readonly path: FieldPath;
}

function checkContainer({ container, volumes, path }: Site, report: Report): void {
  for (const [index, { name = '' }] of (container.volumeMounts ?? []).entries())
    if (!volumes.includes(name))
      report.notFound(
        rule['OBJ-VOLUME-MOUNT'],
        path.child('volumeMounts').index(index).child('name'),
        name,
        meant(name, volumes),
      );
  const ports = (container.ports ?? []).map(({ name }) => name).filter(isText);
  for (const probe of ['livenessProbe', 'readinessProbe', 'startupProbe'])
    for (const action of ['httpGet', 'tcpSocket']) {
      const { port } =
        ((container[probe] ?? {}) as Record<string, { readonly port?: unknown } | undefined>)[action] ?? {};
      if (typeof port !== 'string' || /^\d+$/.test(port) || ports.includes(port)) continue;
      report.add(rule['OBJ-PORT-NAME'], path.child(probe).child(action).child('port'), {
        value: port,
        ...meant(port, ports),
      });
    }
}

function meant(name: string, names: readonly string[]): { readonly fix?: string } {
  const near = suggest(name, names);
  return near === undefined ? {} : { fix: `did you mean ${near}` };
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
