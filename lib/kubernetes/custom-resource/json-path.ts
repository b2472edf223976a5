import type {
  CustomResourceColumnDefinition,
  CustomResourceSubresources,
} from '../../../imports/apiextensions.k8s.io/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';

const rule = ruleTable('apiextensions-apiserver:pkg/apis/apiextensions/validation/validation.go v0.36', {
  'CRD-SCALE': {
    reason: 'the scale subresource reads and writes numbers below spec and status: .spec.replicas, .status.replicas',
    fix: 'write the path of a field, which begins with a dot',
  },
  'CRD-COLUMN': 'a column of kubectl get has a name, a type, and a path that begins with a dot',
});

/** The scale subresource, whose paths stay below spec and status. */
export function validateSubresources(
  subresources: Loose<CustomResourceSubresources> | undefined,
  path: FieldPath,
  report: Report,
): void {
  const scale = subresources?.scale;
  if (scale === undefined) return;
  const { specReplicasPath = '', statusReplicasPath = '', labelSelectorPath = '' } = scale;
  const place = path.child('scale');
  validateScalePath(specReplicasPath, ['.spec.'], place.child('specReplicasPath'), report);
  validateScalePath(statusReplicasPath, ['.status.'], place.child('statusReplicasPath'), report);
  if (labelSelectorPath !== '')
    validateScalePath(labelSelectorPath, ['.spec.', '.status.'], place.child('labelSelectorPath'), report);
}

function validateScalePath(value: string, beginnings: readonly string[], path: FieldPath, report: Report): void {
  if (value === '') report.required(rule['CRD-SCALE'], path);
  else if (!beginnings.some(beginning => value.startsWith(beginning)))
    report.invalid(rule['CRD-SCALE'], path, value, { message: `the path must begin with ${beginnings.join(' or ')}` });
}

const types = ['boolean', 'date', 'integer', 'number', 'string'];
const formats = ['byte', 'date', 'date-time', 'double', 'float', 'int32', 'int64', 'password'];

/** One column that `kubectl get` prints. */
export function validateColumn(
  { name = '', type = '', format = '', jsonPath = '' }: Loose<CustomResourceColumnDefinition>,
  path: FieldPath,
  report: Report,
): void {
  if (name === '') report.required(rule['CRD-COLUMN'], path.child('name'));
  if (type === '') report.required(rule['CRD-COLUMN'], path.child('type'));
  else if (!types.includes(type))
    report.invalid(rule['CRD-COLUMN'], path.child('type'), type, {
      allowed: types,
      message: 'this is no type of a column',
    });
  if (format !== '' && !formats.includes(format))
    report.invalid(rule['CRD-COLUMN'], path.child('format'), format, {
      allowed: formats,
      message: 'this is no format of a column',
    });
  if (jsonPath === '') report.required(rule['CRD-COLUMN'], path.child('jsonPath'));
  else if (!jsonPath.startsWith('.'))
    report.invalid(rule['CRD-COLUMN'], path.child('jsonPath'), jsonPath, { message: 'the path must begin with a dot' });
}
