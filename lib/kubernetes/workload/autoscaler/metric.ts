import type {
  ContainerResourceMetricSource,
  MetricIdentifier,
  MetricSpec,
  ResourceMetricSource,
} from '../../../../imports/autoscaling/v2';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import { dns1123LabelProblems } from '../../../core/names';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { requiredChoice } from '../choice';
import { pathSegmentProblems } from '../../meta/manifest-metadata';
import { validateContainerResource } from '../../pod/resources';
import { requiredText } from '../../text-field';
import { validateTarget, type TargetNeed } from './metric-target';
import { validateReference } from './reference';

const rule = ruleTable('kubernetes:pkg/apis/autoscaling/validation/validation.go v1.36', {
  'HPA-METRIC-TYPE': 'a metric is of a type that says where it comes from',
  'HPA-METRIC-SOURCE': {
    reason: 'a metric has the one source that its type says',
    fix: 'write one entry of metrics for each source',
  },
  'HPA-METRIC-NAME':
    'a metric is found by its name, or by a resource, and by the container where it is one of a container',
});

const syntax = { rule: rule['HPA-METRIC-NAME'], problems: pathSegmentProblems };
const validateMetricName = requiredText({ ...syntax, subject: 'the name of a metric' });
const validateResource = requiredText({ ...syntax, subject: 'the resource', problems: () => [] });
const validateContainer = requiredText({ ...syntax, subject: 'the container', problems: dns1123LabelProblems });

/** The source of each type. */
const sourceOfType: ReadonlyMap<string, keyof MetricSpec> = new Map([
  ['ContainerResource', 'containerResource'],
  ['External', 'external'],
  ['Object', 'object'],
  ['Pods', 'pods'],
  ['Resource', 'resource'],
] as const);

const validateType = requiredChoice(rule['HPA-METRIC-TYPE'], [...sourceOfType.keys()]);

/** Judges a source; the API server judges the first in this order only. */
const sources = {
  object: ({ describedObject, metric, target }, path, report) => {
    const objectPath = path.child('describedObject');
    if (describedObject === undefined) report.required(rule['HPA-METRIC-NAME'], objectPath);
    else validateReference(describedObject, { path: objectPath, needsGroup: false }, report);
    validateNamed({ metric, target }, { path, need: 'value' }, report);
  },
  external: (source, path, report) => {
    validateNamed(source, { path, need: 'oneValue' }, report);
  },
  pods: (source, path, report) => {
    validateNamed(source, { path, need: 'average' }, report);
  },
  resource: (source, path, report) => {
    validateOfPods(source, path, report);
  },
  containerResource: (source, path, report) => {
    validateOfPods(source, path, report);
    validateContainer(source.container, path.child('container'), report);
    if ((source.name ?? '') !== '') validateContainerResource(source.name ?? '', path.child('name'), report);
  },
} satisfies { readonly [Name in Exclude<keyof MetricSpec, 'type'>]: SourceCheck<Name> };

type SourceCheck<Name extends keyof MetricSpec> = (
  source: Loose<NonNullable<MetricSpec[Name]>>,
  path: FieldPath,
  report: Report,
) => void;

/** One metric that an autoscaler follows (`validateMetricSpec`). */
export function validateMetric(metric: Loose<MetricSpec>, path: FieldPath, report: Report): void {
  const { type } = metric;
  const wanted = sourceOfType.get(type ?? '');
  validateType(type, path.child('type'), report);
  const present = Object.entries(sources).filter(([name]) => metric[name as keyof MetricSpec] !== undefined);
  const [first] = present;
  if (first !== undefined) {
    const [name, check] = first as [keyof typeof sources, SourceCheck<keyof MetricSpec>];
    check(metric[name] as never, path.child(name), report);
  }
  if (wanted !== undefined && metric[wanted] === undefined)
    report.required(rule['HPA-METRIC-SOURCE'], path.child(wanted));
  if (present.length > 1)
    for (const [name] of present) if (name !== wanted) report.forbidden(rule['HPA-METRIC-SOURCE'], path.child(name));
}

interface NamedSource {
  readonly metric?: Loose<MetricIdentifier> | undefined;
  readonly target?: Loose<ResourceMetricSource['target']> | undefined;
}

/** Where a source lies, and what its target must say. */
interface SourceScope {
  readonly path: FieldPath;
  readonly need: TargetNeed;
}

function validateNamed({ metric, target }: NamedSource, { path, need }: SourceScope, report: Report): void {
  if (metric === undefined) report.required(rule['HPA-METRIC-NAME'], path.child('metric'));
  else validateMetricName(metric.name, path.child('metric', 'name'), report);
  validateTarget(target, { path: path.child('target'), need }, report);
}

function validateOfPods(
  { name, target }: Loose<ResourceMetricSource | ContainerResourceMetricSource>,
  path: FieldPath,
  report: Report,
): void {
  validateResource(name, path.child('name'), report);
  validateTarget(target, { path: path.child('target'), need: 'oneUsage' }, report);
}
