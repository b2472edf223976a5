import type { ServicePort } from '../../../imports/core/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123LabelProblems, isPortNumber, portNameProblems, qualifiedNameProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { optionalText } from '../text-field';
import type { ServiceFacts } from './service-facts';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'SERVICE-PORTS': { reason: 'a Service that balances load has a port', fix: 'list ports, or set clusterIP: None' },
  'SERVICE-PORT': 'a port is a number from 1 to 65535',
  'SERVICE-PORT-NAME': 'ports have names that are DNS labels, as soon as there are several of them',
  'SERVICE-PORT-TWICE': {
    reason: 'a port, by number and protocol, by name or on the nodes, is listed once',
    fix: 'remove one of them, or change its number or name',
  },
  'SERVICE-TARGET-PORT': 'the port of the pods is a number from 1 to 65535, or the name of a port',
  'SERVICE-APP-PROTOCOL': 'the protocol of an application is a qualified name, such as http or kubernetes.io/h2c',
  'SERVICE-NODE-PORT': {
    reason: 'a Service of type ClusterIP opens no port on the nodes',
    fix: 'remove nodePort, or set type: NodePort or LoadBalancer',
  },
});

const validateName = optionalText({
  rule: rule['SERVICE-PORT-NAME'],
  subject: 'the name of a port',
  problems: dns1123LabelProblems,
});
const validateAppProtocol = optionalText({
  rule: rule['SERVICE-APP-PROTOCOL'],
  subject: 'the protocol',
  problems: qualifiedNameProblems,
});

type Ports = readonly Loose<ServicePort>[];

/** The ports of a Service. */
export function validateServicePorts({ spec, type, isHeadless }: ServiceFacts, path: FieldPath, report: Report): void {
  const { ports = [] } = spec;
  if (ports.length === 0 && !isHeadless && type !== 'ExternalName') report.required(rule['SERVICE-PORTS'], path);
  for (const [index, port] of ports.entries()) {
    const at = path.index(index);
    validatePort(port, at, report);
    if (ports.length > 1 && (port.name ?? '') === '') {
      const message = 'a port has a name where there are several of them';
      report.required(rule['SERVICE-PORT-NAME'], at.child('name'), { message });
    }
    if (type === 'ClusterIP' && (port.nodePort ?? 0) !== 0)
      report.forbidden(rule['SERVICE-NODE-PORT'], at.child('nodePort'), { value: port.nodePort });
  }
  validateUnique(ports, path, report);
}

function validatePort(port: Loose<ServicePort>, path: FieldPath, report: Report): void {
  const { port: number, targetPort = 0 } = port;
  validateName(port.name, path.child('name'), report);
  // a port that is missing is told by the schema
  if (number !== undefined && !isPortNumber(number)) report.invalid(rule['SERVICE-PORT'], path.child('port'), number);
  const problems = targetPort === 0 || targetPort === '' ? [] : targetProblems(targetPort);
  if (problems.length > 0)
    report.invalid(rule['SERVICE-TARGET-PORT'], path.child('targetPort'), targetPort, {
      message: `the port of the pods ${problems.join(', ')}`,
    });
  if (port.appProtocol === '') report.invalid(rule['SERVICE-APP-PROTOCOL'], path.child('appProtocol'), '');
  validateAppProtocol(port.appProtocol, path.child('appProtocol'), report);
}

function targetProblems(port: string | number): readonly string[] {
  if (typeof port === 'string') return portNameProblems(port);
  return isPortNumber(port) ? [] : ['must be a number from 1 to 65535'];
}

/** Names, ports and ports of nodes, each but once; ports of different protocols do not meet. */
function validateUnique(ports: Ports, path: FieldPath, report: Report): void {
  const seen = new Set<string>();
  for (const [index, { name = '', port = 0, nodePort = 0, protocol = 'TCP' }] of ports.entries()) {
    const at = path.index(index);
    if (name !== '' && seen.has(`name ${name}`)) report.duplicate(rule['SERVICE-PORT-TWICE'], at.child('name'), name);
    if (nodePort !== 0 && seen.has(`node ${protocol} ${nodePort}`))
      report.duplicate(rule['SERVICE-PORT-TWICE'], at.child('nodePort'), nodePort);
    if (seen.has(`port ${protocol} ${port}`))
      report.duplicate(rule['SERVICE-PORT-TWICE'], at, JSON.stringify({ port, protocol }));
    for (const key of [`name ${name}`, `node ${protocol} ${nodePort}`, `port ${protocol} ${port}`]) seen.add(key);
  }
}
