import type { OCIRepository } from '../../../imports/core.gardener.cloud/v1';
import { digestProblem, imageProblem, repositoryProblem, tagProblem } from '../../core/image-reference';
import type { Loose } from '../../core/loose';
import { groupOf } from '../../core/object';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { Check } from '../../rules/topic';
import type { ViewObject } from '../../rules/view';
import { FieldPattern, type FoundField } from '../landscape-rules/field-pattern';

const rule = ruleTable('gardener:pkg/utils/oci/helmregistry.go v1.150', {
  'OCI-REFERENCE': {
    severity: 'warning',
    reason: 'no registry has a chart of this name, so that it can never be pulled',
  },
});

const charts: Readonly<Record<string, readonly FieldPattern[]>> = {
  'operator.gardener.cloud/Extension': [
    'spec.deployment.extension.helm.ociRepository',
    'spec.deployment.admission.runtimeCluster.helm.ociRepository',
    'spec.deployment.admission.virtualCluster.helm.ociRepository',
  ].map(pattern => new FieldPattern(pattern)),
  'core.gardener.cloud/ControllerDeployment': [new FieldPattern('helm.ociRepository')],
  'seedmanagement.gardener.cloud/Gardenlet': [new FieldPattern('spec.deployment.helm.ociRepository')],
};

const problems = { ref: imageProblem, repository: repositoryProblem, tag: tagProblem, digest: digestProblem };

/** Charts by names that no registry has: the API server takes them, and whoever pulls the chart fails. */
export const chartReferenceCheck: Check = {
  rules: Object.values(rule),
  kinds: Object.keys(charts),
  object({ object }: ViewObject, report: Report): void {
    for (const pattern of charts[`${groupOf(object.apiVersion)}/${object.kind}`] ?? [])
      for (const chart of pattern.find(object)) judgeChart(chart, report);
  },
};

function judgeChart({ value, path }: FoundField, report: Report): void {
  const fields = value as Loose<OCIRepository>;
  for (const [field, problemOf] of Object.entries(problems)) {
    const text = fields[field as keyof typeof problems] ?? '';
    const problem = text === '' ? undefined : problemOf(text.replace(/^oci:\/\//, ''));
    if (problem !== undefined) report.add(rule['OCI-REFERENCE'], path.child(field), { value: text, message: problem });
  }
}
