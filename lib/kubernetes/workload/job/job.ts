import type { Job, JobSpec } from '../../../../imports/batch/v1';
import { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import { dns1123LabelProblems, dns1123SubdomainProblems } from '../../../core/names';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { kindValidation } from '../../kind-validation';
import { validateKubernetesMetadata } from '../../meta/kubernetes-metadata';
import { validateGeneratedSelector } from './generated-selector';
import { completionsOf, isIndexed } from './indexed';
import { validateJobSpec } from './job-spec';
import { validateJobUpdate } from './job-update';

const rule = ruleTable('kubernetes:pkg/apis/batch/validation/validation.go v1.36', {
  'JOB-HOST-NAME': {
    reason: 'name and index are the host name of a pod of an indexed Job, a DNS label',
    fix: 'choose a shorter name, without dots',
  },
});

const specPath = FieldPath.of('spec');

/** What the API server asks of Jobs. */
export const job = kindValidation<Job>('batch/Job', {
  create({ metadata, spec: written = {} }, report) {
    const spec = { ...written, completions: completionsOf(written) };
    const name = storedName(metadata);
    validateKubernetesMetadata(metadata, { namespaced: true, nameProblems: dns1123SubdomainProblems }, report);
    validateJobSpec(spec, specPath, report);
    validateGeneratedSelector({ spec, name, path: specPath }, report);
    validateHostName(spec, name, report);
  },
  update({ spec = {} }, { spec: old = {} }, report) {
    validateJobUpdate(spec, old, report);
  },
});

/** The name, or one as the API server generates it. */
function storedName({ name = '', generateName = '' }: Loose<Job['metadata']> = {}): string {
  return name === '' && generateName !== '' ? `${generateName.slice(0, 58)}xxxxx` : name;
}

function validateHostName(spec: Loose<JobSpec>, name: string, report: Report): void {
  const { completions = 0 } = spec;
  if (name === '' || !isIndexed(spec) || completions <= 0) return;
  const problems = dns1123LabelProblems(`${name}-${completions - 1}`);
  if (problems.length > 0)
    report.invalid(rule['JOB-HOST-NAME'], FieldPath.of('metadata', 'name'), name, {
      message: `the last pod is called ${name}-${completions - 1}, which ${problems.join(', ')}`,
    });
}
