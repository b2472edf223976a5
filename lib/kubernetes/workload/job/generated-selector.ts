import type { JobSpec } from '../../../../imports/batch/v1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import { maxLabelLength } from '../../../core/names';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { matchesSelector, validateLabelSelector } from '../../meta/label-selector';
import { missingSelector, validateMatch } from '../selector';

const rule = ruleTable('kubernetes:pkg/registry/batch/job/strategy.go v1.36', {
  'JOB-SELECTOR': {
    reason: 'a Job gets a selector of its own, from an id that nobody knows before',
    fix: 'remove the selector, or set manualSelector: true and see that no other pod matches it',
  },
  'JOB-LABEL': {
    reason: 'the API server writes this label, with the name of the Job or an id that nobody knows before',
    fix: 'remove the label',
  },
  'JOB-NAME-LENGTH': {
    reason: 'the name of a Job is a label of its pods, 63 characters at most',
    fix: 'choose a shorter name',
  },
});

/** Stands for the id that the API server makes up: no label has this value. */
const uid = '<uid>';
const uidLabel = 'batch.kubernetes.io/controller-uid';
const uidLabels = ['controller-uid', uidLabel];
const nameLabels = ['job-name', 'batch.kubernetes.io/job-name'];

/** A Job whose selector is judged. */
export interface SelectedJob {
  readonly spec: Loose<JobSpec>;
  readonly name: string;
  readonly path: FieldPath;
}

/** The selector of a Job, which only `manualSelector: true` leaves to the user. */
export function validateGeneratedSelector({ spec, name, path }: SelectedJob, report: Report): void {
  const labels = spec.template?.metadata?.labels ?? {};
  const selectorPath = path.child('selector');
  const known = report.findings.length;
  validateLabelSelector(spec.selector, selectorPath, report);
  if (report.findings.length > known) return;
  if (spec.manualSelector === true) {
    if (spec.selector === undefined) report.required(missingSelector, selectorPath);
    else validateMatch(spec.selector, labels, path, report);
    return;
  }
  validateOwnLabels({ spec, name, path }, report);
  if (spec.selector === undefined) return;
  const own = generatedLabels(name);
  const selector = { ...spec.selector, matchLabels: { [uidLabel]: uid, ...spec.selector.matchLabels } };
  if (!matchesSelector(selector, own)) report.invalid(rule['JOB-SELECTOR'], selectorPath, spec.selector);
  else validateMatch(selector, { ...own, ...labels }, path, report);
}

function generatedLabels(name: string): Readonly<Record<string, string>> {
  return Object.fromEntries([...uidLabels.map(key => [key, uid]), ...nameLabels.map(key => [key, name])] as [
    string,
    string,
  ][]);
}

/** Labels that the template has already are kept, and refused where they differ from what would be written. */
function validateOwnLabels({ spec, name, path }: SelectedJob, report: Report): void {
  const labels = spec.template?.metadata?.labels ?? {};
  for (const [key, value] of Object.entries(generatedLabels(name))) {
    const given = labels[key];
    if (given !== undefined && given !== value)
      report.invalid(rule['JOB-LABEL'], path.child('template', 'metadata', 'labels').key(key), given);
  }
  if (name.length > maxLabelLength && nameLabels.some(key => labels[key] === undefined))
    report.invalid(rule['JOB-NAME-LENGTH'], path.child('template', 'labels'), name);
}
