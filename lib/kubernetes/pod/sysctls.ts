import type { PodSpec, Sysctl } from '../../../imports/core/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'POD-SYSCTL-NAME': 'a sysctl has parts of a-z, 0-9, "-" and "_" between dots or slashes, and is set once',
  'POD-SYSCTL-HOST': {
    reason: 'a pod in the network or IPC of the node must not change the settings of the node',
    fix: 'remove the sysctl, or hostNetwork and hostIPC',
  },
});

const sysctlName = /^[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?(?:[./][a-z0-9](?:[-_a-z0-9]*[a-z0-9])?)*$/;
const maxNameLength = 253;
const ipcNames = /^(?:kernel\.(?:sem|shmall|shmmax|shmmni|shm_rmid_forced|shm|msgmax|msgmnb|msgmni|msg)$|fs\.mqueue\.)/;

/** The kernel settings of a pod (`validateSysctls`). */
export function validateSysctls(
  sysctls: readonly Loose<Sysctl>[] = [],
  { path, host }: { readonly path: FieldPath; readonly host: Loose<Pick<PodSpec, 'hostNetwork' | 'hostIPC'>> },
  report: Report,
): void {
  const names = new Set<string>();
  for (const [index, { name = '' }] of sysctls.entries()) {
    const place = path.index(index).child('name');
    if (name === '') report.required(rule['POD-SYSCTL-NAME'], place);
    else if (name.length > maxNameLength || !sysctlName.test(name))
      report.invalid(rule['POD-SYSCTL-NAME'], place, name);
    else if (names.has(name)) report.duplicate(rule['POD-SYSCTL-NAME'], place, name);
    names.add(name);
    const dotted = withDots(name);
    const isOfHost =
      (host.hostNetwork === true && dotted.startsWith('net.')) || (host.hostIPC === true && ipcNames.test(dotted));
    if (isOfHost)
      report.invalid(rule['POD-SYSCTL-HOST'], place, name, { message: `${name} is a setting of the node here` });
  }
}

/** Slashes may separate the parts, then a dot stands for itself as a slash does. */
function withDots(name: string): string {
  const separator = /[./]/.exec(name)?.[0];
  const swap: Readonly<Record<string, string>> = { '.': '/', '/': '.' };
  return separator === '/' ? name.replace(/[./]/g, character => swap[character] ?? character) : name;
}
