import type { KubernetesObject } from '../../core/object';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { View, ViewObject } from '../../rules/view';
import { purposeLabels } from '../machine/class';
import { checkClassSecret, standAloneRules } from '../machine/stand-alone';
import { treeShoots } from '../view/shoots';

const machineGroup = 'machine.sapcloud.io';
const machineKinds = ['MachineClass', 'MachineDeployment', 'MachineSet', 'Machine'] as const;

const rule = ruleTable('gardener:extensions/pkg/controller/worker/genericactuator/actuator_reconcile.go v1.150', {
  'OS-MACHINE-OWNERS': {
    reason:
      'the object belongs to the worker controller of Gardener, which makes it from the Shoot and deletes what it does not want: two owners undo each other',
    fix: 'change the Shoot; what follows from it is shown in preview/',
  },
});

/** Rules that {@link lintMachineObjects} reports. */
export const machineObjectRules = [...standAloneRules, ...Object.values(rule)];

/** Machine objects that a tree applies itself, which only makes sense where no Gardener does it. */
export function lintMachineObjects(view: View, reportFor: (entry: ViewObject) => Report): void {
  const classes = view.ofKind(machineGroup, 'MachineClass').map(({ object }) => object);
  const secrets = new Set(classes.map(({ metadata, secretRef }) => secretKey(metadata.namespace, secretRef)));
  for (const entry of view.ofKind('', 'Secret'))
    if (isClassSecret(entry.object, secrets)) checkClassSecret(entry.object, reportFor(entry));
  const machines = machineKinds.flatMap(kind => view.ofKind(machineGroup, kind));
  if (machines.length === 0) return;
  const shoots = new Map(treeShoots(view).map(shoot => [shoot.technicalID, shoot]));
  for (const entry of machines) {
    const shoot = shoots.get(entry.object.metadata.namespace ?? '');
    if (shoot === undefined) continue;
    const { kind, metadata } = entry.object;
    const message = `${kind} ${metadata.name ?? ''} belongs to the worker controller, which makes it from Shoot ${shoot.project}/${shoot.shoot.metadata?.name ?? ''}`;
    reportFor(entry).add(rule['OS-MACHINE-OWNERS'], 'metadata.namespace', { value: metadata.namespace, message });
  }
}

function isClassSecret({ metadata }: KubernetesObject, referred: ReadonlySet<string>): boolean {
  const [[label, purpose]] = Object.entries(purposeLabels) as [[string, string]];
  return (
    metadata.labels?.[label] === purpose || referred.has(secretKey(metadata.namespace, { name: metadata.name ?? '' }))
  );
}

function secretKey(namespace: string | undefined, reference: unknown): string {
  const { name = '', namespace: own = namespace } = (reference ?? {}) as {
    readonly name?: string;
    readonly namespace?: string;
  };
  return `${own ?? ''}/${name}`;
}
