import type { Container, ContainerResizePolicy, ContainerRestartRule } from '../../../imports/core/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'POD-RESTART-POLICY': {
    reason: 'a container restarts Always, OnFailure or Never; rules need one of these',
    fix: 'set restartPolicy of the container',
  },
  'POD-RESTART-RULE': 'at most 20 rules say which of at most 255 exit codes restart a container or all of them',
  'POD-RESIZE': 'a resize policy is about cpu or memory, each once, and says NotRequired or RestartContainer',
  'POD-RESIZE-RESTART': {
    reason: 'a container that never starts again is resized without a restart',
    fix: 'set restartPolicy: NotRequired in the resize policy',
  },
});

const policies: readonly string[] = ['Always', 'Never', 'OnFailure'];
const actions: readonly string[] = ['Restart', 'RestartAllContainers'];
const operators: readonly string[] = ['In', 'NotIn'];
const resources: readonly string[] = ['cpu', 'memory'];
const resizePolicies: readonly string[] = ['NotRequired', 'RestartContainer'];
const maxRules = 20;
const maxExitCodes = 255;

/** When a container starts again, unlike its pod says (`validateContainerRestartPolicy`). */
export function validateRestarts(
  { restartPolicy, restartPolicyRules: rules = [] }: Loose<Container>,
  path: FieldPath,
  report: Report,
): void {
  const place = path.child('restartPolicyRules');
  if (restartPolicy === undefined) {
    if (rules.length > 0) report.required(rule['POD-RESTART-POLICY'], path.child('restartPolicy'));
  } else if (!policies.includes(restartPolicy))
    report.notSupported(rule['POD-RESTART-POLICY'], path.child('restartPolicy'), restartPolicy, policies);
  if (rules.length > maxRules) report.tooMany(rule['POD-RESTART-RULE'], place, rules.length, maxRules);
  for (const [index, entry] of rules.entries()) validateRestartRule(entry, place.index(index), report);
}

function validateRestartRule(
  { action, exitCodes }: Loose<ContainerRestartRule>,
  path: FieldPath,
  report: Report,
): void {
  if (action !== undefined && !actions.includes(action))
    report.notSupported(rule['POD-RESTART-RULE'], path.child('action'), action, actions);
  const place = path.child('exitCodes');
  if (exitCodes === undefined) {
    report.required(rule['POD-RESTART-RULE'], place);
    return;
  }
  const { operator, values = [] } = exitCodes;
  if (operator !== undefined && !operators.includes(operator))
    report.notSupported(rule['POD-RESTART-RULE'], place.child('operator'), operator, operators);
  if (values.length > maxExitCodes)
    report.tooMany(rule['POD-RESTART-RULE'], place.child('values'), values.length, maxExitCodes);
}

/** What a change of its resources does to a running container (`validateResizePolicy`); most is reported at the list, what is missing is left to the schema. */
export function validateResize(
  entries: readonly Loose<ContainerResizePolicy>[] = [],
  { path, neverRestarts }: { readonly path: FieldPath; readonly neverRestarts: boolean },
  report: Report,
): void {
  const seen = new Set<string>();
  for (const [index, { resourceName, restartPolicy }] of entries.entries()) {
    if (seen.has(resourceName ?? '')) report.duplicate(rule['POD-RESIZE'], path.index(index), resourceName);
    seen.add(resourceName ?? '');
    validateWord(resourceName, { path, allowed: resources }, report);
    validateWord(restartPolicy, { path, allowed: resizePolicies }, report);
    if (neverRestarts && restartPolicy !== undefined && restartPolicy !== 'NotRequired')
      report.invalid(rule['POD-RESIZE-RESTART'], path, restartPolicy);
  }
}

/** An init container that ends is not restarted for new resources. */
export function validateInitResize(
  entries: readonly Loose<ContainerResizePolicy>[] = [],
  path: FieldPath,
  report: Report,
): void {
  for (const [index, { restartPolicy }] of entries.entries())
    if (restartPolicy === 'RestartContainer')
      report.invalid(rule['POD-RESIZE-RESTART'], path.index(index).child('restartPolicy'), restartPolicy);
}

interface WordSite {
  readonly path: FieldPath;
  readonly allowed: readonly string[];
}

function validateWord(word: string | undefined, { path, allowed }: WordSite, report: Report): void {
  if (word === '') report.required(rule['POD-RESIZE'], path);
  else if (word !== undefined && !allowed.includes(word)) report.notSupported(rule['POD-RESIZE'], path, word, allowed);
}
