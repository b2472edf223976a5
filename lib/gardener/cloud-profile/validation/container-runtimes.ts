import type { CRI, ContainerRuntime } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { validateUnprefixed } from './qualified-name';

const rule = ruleTable('gardener:pkg/api/core/validation/cloudprofile.go v1.150', {
  'CLOUDPROFILE-CRI': {
    reason: 'an image version runs at least one container runtime',
    fix: 'set cri: [{name: containerd}]',
  },
  'CLOUDPROFILE-CRI-NAME': 'the container runtime interface must be one that Gardener configures',
  'CLOUDPROFILE-CRI-DUPLICATE': {
    reason: 'a container runtime interface is listed once',
    fix: 'merge the two entries',
  },
  'CLOUDPROFILE-RUNTIME-TYPE': 'the type of a container runtime is a qualified name without prefix',
  'CLOUDPROFILE-RUNTIME-DUPLICATE': { reason: 'a container runtime is listed once', fix: 'remove the second entry' },
});

/** The rules about container runtimes of machine images. */
export const containerRuntimeRules = Object.values(rule);

const interfaces = ['containerd'];

/** The container runtimes of an image version (`validateContainerRuntimesInterfaces`). */
export function validateContainerRuntimes(cris: readonly Loose<CRI>[] = [], path: FieldPath, report: Report): void {
  if (cris.length === 0) report.required(rule['CLOUDPROFILE-CRI'], path);
  const seen = new Set<string>();
  for (const [index, cri] of cris.entries()) {
    const name: string = cri.name ?? '';
    const at = path.index(index);
    if (seen.has(name)) report.duplicate(rule['CLOUDPROFILE-CRI-DUPLICATE'], at, name);
    seen.add(name);
    if (!interfaces.includes(name))
      report.notSupported(rule['CLOUDPROFILE-CRI-NAME'], at.child('name'), name, interfaces);
    validateRuntimes(cri.containerRuntimes, at.child('containerRuntimes'), report);
  }
}

function validateRuntimes(runtimes: readonly Loose<ContainerRuntime>[] = [], path: FieldPath, report: Report): void {
  const seen = new Set<string>();
  for (const [index, { type = '' }] of runtimes.entries()) {
    const at = path.index(index).child('type');
    validateUnprefixed(type, rule['CLOUDPROFILE-RUNTIME-TYPE'], at, report);
    if (seen.has(type)) report.duplicate(rule['CLOUDPROFILE-RUNTIME-DUPLICATE'], at, type);
    seen.add(type);
  }
}
