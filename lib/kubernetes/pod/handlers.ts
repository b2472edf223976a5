import type { HTTPGetAction, LifecycleHandler, Probe } from '../../../imports/core/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { isHTTPHeaderName, isPortNumber, portNameProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'POD-HANDLER': { reason: 'a probe or hook does exactly one thing', fix: 'leave one action' },
  'POD-HANDLER-COMMAND': { reason: 'exec runs a command', fix: 'set command' },
  'POD-HANDLER-PORT': 'the port of an action is a number from 1 to 65535 or the name of a port',
  'POD-HANDLER-HEADER': 'the name of an HTTP header has letters, digits and hyphens',
  'POD-HANDLER-SLEEP': {
    reason: 'a hook sleeps no longer than the pod may take to end',
    fix: 'sleep less, or raise terminationGracePeriodSeconds',
  },
});

/** What a probe or a hook may do, in the order in which the first counts. */
const actions = ['exec', 'httpGet', 'tcpSocket', 'grpc', 'sleep'] as const;

/** What a probe or a hook does. */
export type Handler = Loose<LifecycleHandler & Pick<Probe, 'grpc'>>;

/** Where a probe or a hook lies, and how long its pod may take to end. */
export interface HandlerSite {
  readonly path: FieldPath;
  readonly gracePeriod: number;
}

/** The action of a probe or of a hook (`validateHandler`); only the first of several is judged. */
export function validateHandler(handler: Handler, { path, gracePeriod }: HandlerSite, report: Report): void {
  const [first, ...more] = actions.filter(action => handler[action] !== undefined);
  if (first === undefined)
    report.required(rule['POD-HANDLER'], path, { message: `one of ${actions.join(', ')} is needed` });
  for (const action of more) report.forbidden(rule['POD-HANDLER'], path.child(action));
  const { exec, httpGet, tcpSocket, grpc, sleep } = handler;
  if (first === 'exec' && (exec?.command ?? []).length === 0)
    report.required(rule['POD-HANDLER-COMMAND'], path.child('exec', 'command'));
  if (first === 'httpGet' && httpGet) validateHttpGet(httpGet, path.child('httpGet'), report);
  if (first === 'tcpSocket') validatePort(tcpSocket?.port, path.child('tcpSocket', 'port'), report);
  if (first === 'grpc') validatePort(grpc?.port, path.child('grpc', 'port'), report);
  const seconds = sleep?.seconds ?? 0;
  if (first === 'sleep' && (seconds < 0 || seconds > gracePeriod))
    report.invalid(rule['POD-HANDLER-SLEEP'], path.child('sleep'), seconds, {
      message: `a hook sleeps 0 to ${gracePeriod} seconds, as terminationGracePeriodSeconds says`,
    });
}

function validateHttpGet({ port, httpHeaders = [] }: Loose<HTTPGetAction>, path: FieldPath, report: Report): void {
  validatePort(port, path.child('port'), report);
  for (const { name } of httpHeaders)
    if (name !== undefined && !isHTTPHeaderName(name))
      report.invalid(rule['POD-HANDLER-HEADER'], path.child('httpHeaders'), name);
}

/** A missing port is what the schema finds. */
function validatePort(port: string | number | undefined, path: FieldPath, report: Report): void {
  if (typeof port === 'number' && !isPortNumber(port)) report.invalid(rule['POD-HANDLER-PORT'], path, port);
  if (typeof port !== 'string') return;
  const problems = portNameProblems(port);
  if (problems.length > 0)
    report.invalid(rule['POD-HANDLER-PORT'], path, port, { message: `the name of a port ${problems.join(', ')}` });
}
