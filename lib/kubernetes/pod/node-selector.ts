import type { NodeSelector, NodeSelectorRequirement, NodeSelectorTerm } from '../../../imports/core/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123SubdomainProblems, labelValueProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateLabelKey } from '../meta/labels';
import { optionalText, presentText } from '../text-field';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'POD-NODE-TERMS': { reason: 'a node selector needs at least one term', fix: 'remove the selector, or add a term' },
  'POD-NODE-VALUES': 'In and NotIn compare with values, Gt and Lt with one, Exists and DoesNotExist with none',
  'POD-NODE-OPERATOR': 'the operator is In, NotIn, Exists, DoesNotExist, Gt or Lt; for fields In or NotIn',
  'POD-NODE-VALUE': 'a value to compare the label of a node with must be a label value',
  'POD-NODE-FIELD': 'the only field of a node to select by is metadata.name, with one value',
});

const labelValue = optionalText({ rule: rule['POD-NODE-VALUE'], subject: 'a value', problems: labelValueProblems });
const nodeName = presentText({
  rule: rule['POD-NODE-FIELD'],
  subject: 'the name of a node',
  problems: dns1123SubdomainProblems,
});

/** How strictly a term is judged. */
export interface TermScope {
  readonly path: FieldPath;
  /** A preference may ask for values that no label can have. @default false */
  readonly anyValue?: boolean;
}

/** Which nodes are meant (`ValidateNodeSelector`). */
export function validateNodeSelector(
  { nodeSelectorTerms = [] }: Loose<NodeSelector>,
  path: FieldPath,
  report: Report,
): void {
  const terms = path.child('nodeSelectorTerms');
  if (nodeSelectorTerms.length === 0) report.required(rule['POD-NODE-TERMS'], terms);
  for (const [index, term] of nodeSelectorTerms.entries())
    validateNodeSelectorTerm(term, { path: terms.index(index) }, report);
}

/** What labels and fields of a node must be like (`ValidateNodeSelectorTerm`). */
export function validateNodeSelectorTerm(
  { matchExpressions = [], matchFields = [] }: Loose<NodeSelectorTerm>,
  { path, anyValue = false }: TermScope,
  report: Report,
): void {
  for (const [index, requirement] of matchExpressions.entries())
    validateRequirement(requirement, { path: path.child('matchExpressions').index(index), anyValue }, report);
  for (const [index, requirement] of matchFields.entries())
    validateFieldRequirement(requirement, path.child('matchFields').index(index), report);
}

function validateRequirement(
  requirement: Loose<NodeSelectorRequirement>,
  { path, anyValue = false }: TermScope,
  report: Report,
): void {
  const { key, values = [] } = requirement;
  const operator: string | undefined = requirement.operator;
  const place = path.child('values');
  if (operator === 'In' || operator === 'NotIn') {
    if (values.length === 0) report.required(rule['POD-NODE-VALUES'], place);
  } else if (operator === 'Exists' || operator === 'DoesNotExist') {
    if (values.length > 0) report.forbidden(rule['POD-NODE-VALUES'], place);
  } else if (operator === 'Gt' || operator === 'Lt') {
    if (values.length !== 1) report.required(rule['POD-NODE-VALUES'], place);
  } else if (operator !== undefined) report.invalid(rule['POD-NODE-OPERATOR'], path.child('operator'), operator);
  if (key !== undefined) validateLabelKey(key, path.child('key'), report);
  if (anyValue) return;
  for (const [index, value] of values.entries()) labelValue(value, place.index(index), report);
}

function validateFieldRequirement(
  { key = '', operator, values = [] }: Loose<NodeSelectorRequirement>,
  path: FieldPath,
  report: Report,
): void {
  if (operator !== undefined && operator !== 'In' && operator !== 'NotIn')
    report.invalid(rule['POD-NODE-OPERATOR'], path.child('operator'), operator);
  else if (operator !== undefined && values.length !== 1) report.required(rule['POD-NODE-FIELD'], path.child('values'));
  if (key !== 'metadata.name') report.invalid(rule['POD-NODE-FIELD'], path.child('key'), key);
  else for (const [index, value] of values.entries()) nodeName(value, path.child('values').index(index), report);
}
