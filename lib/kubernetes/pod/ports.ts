import type { ContainerPort } from '../../../imports/core/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { isPortNumber, portNameProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { PlacedContainer } from './containers-of';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'POD-PORT-NAME': 'the name of a port has at most 15 of a-z, 0-9 and single hyphens, with a letter',
  'POD-PORT-NAME-TWICE': { reason: 'the ports of a container have different names', fix: 'rename one of the ports' },
  'POD-PORT-NUMBER': 'a port is a number from 1 to 65535',
  'POD-HOST-PORT-TWICE': {
    reason: 'a port of the node can be used once in a pod, by protocol and address',
    fix: 'choose another hostPort, or reach the pod by a Service',
  },
  'POD-HOST-PORT-DIFFERS': {
    reason: 'in the network of the node a container has no port of its own, so hostPort is containerPort',
    fix: 'remove hostPort',
  },
});

/** Names and numbers of the ports of one container (`validateContainerPorts`). */
export function validatePorts(ports: readonly Loose<ContainerPort>[] = [], path: FieldPath, report: Report): void {
  const names = new Set<string>();
  for (const [index, port] of ports.entries()) {
    validatePortName(port.name ?? '', { names, path: path.index(index).child('name') }, report);
    validateNumbers(port, path.index(index), report);
  }
}

interface NameSite {
  readonly names: Set<string>;
  readonly path: FieldPath;
}

function validatePortName(name: string, { names, path }: NameSite, report: Report): void {
  if (name === '') return;
  const problems = portNameProblems(name);
  if (problems.length > 0)
    report.invalid(rule['POD-PORT-NAME'], path, name, { message: `the name of a port ${problems.join(', ')}` });
  else if (names.has(name)) report.duplicate(rule['POD-PORT-NAME-TWICE'], path, name);
  else names.add(name);
}

/** A missing containerPort is what the schema finds; 0 is as wrong as 65536. */
function validateNumbers({ containerPort, hostPort = 0 }: Loose<ContainerPort>, path: FieldPath, report: Report): void {
  if (containerPort !== undefined && !isPortNumber(containerPort))
    report.invalid(rule['POD-PORT-NUMBER'], path.child('containerPort'), containerPort);
  if (hostPort !== 0 && !isPortNumber(hostPort))
    report.invalid(rule['POD-PORT-NUMBER'], path.child('hostPort'), hostPort);
}

/** How the ports of a pod's containers become ports of the node. */
export interface HostPortScope {
  readonly hostNetwork: boolean;
  /** In a Pod, a port in the network of the node gets its own number as hostPort; a template keeps it open. */
  readonly isPod: boolean;
}

/** Containers that run together share the ports of the node (`checkHostPortConflicts`). */
export function validateHostPortsOnce(
  containers: Iterable<PlacedContainer>,
  { hostNetwork, isPod }: HostPortScope,
  report: Report,
): void {
  const used = new Set<string>();
  for (const { container, path } of containers)
    for (const [index, port] of (container.ports ?? []).entries()) {
      const hostPort = port.hostPort || (hostNetwork && isPod ? (port.containerPort ?? 0) : 0);
      if (hostPort === 0) continue;
      const key = `${port.protocol || 'TCP'}/${port.hostIP ?? ''}/${hostPort}`;
      if (used.has(key))
        report.duplicate(rule['POD-HOST-PORT-TWICE'], path.child('ports').index(index).child('hostPort'), key);
      used.add(key);
    }
}

/** In the network of the node both numbers of a port are the same (`validatePodHostNetworkDeps`). */
export function validateHostNetworkPorts({ container, path }: PlacedContainer, report: Report): void {
  for (const [index, { hostPort = 0, containerPort = 0 }] of (container.ports ?? []).entries())
    if (hostPort !== 0 && hostPort !== containerPort)
      report.invalid(rule['POD-HOST-PORT-DIFFERS'], path.child('ports').index(index).child('hostPort'), hostPort);
}
