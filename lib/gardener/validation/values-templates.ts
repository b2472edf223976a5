import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { NamedResourceFields } from './resources';

const rule = ruleTable('gardener:pkg/api/core/validation/utils.go v1.150 (ValidateValuesTemplates)', {
  'VALUES-TEMPLATE': {
    reason:
      'a template in Helm values has the form {{ .resources.<name>.data.<key> }}, name and key of letters and digits',
    fix: 'write no other template, and no braces that belong to none',
  },
  'VALUES-TEMPLATE-RESOURCE': {
    reason: 'a template reads a resource that is not listed',
    fix: 'add the resource to resources, or correct the name',
  },
});

/** The rules about templates in Helm values. */
export const valuesTemplateRules = Object.values(rule);

const expression = /\{\{[^{}]*\}\}/g;
const reference = /^\{\{[\t\n\f\r ]*\.resources\.([a-zA-Z0-9]+)\.data\.[a-zA-Z0-9]+[\t\n\f\r ]*\}\}$/;

/** Template expressions in keys and texts of Helm values; they may read the data of the listed resources, nothing else. */
export function validateValuesTemplates(
  values: unknown,
  resources: readonly Loose<NamedResourceFields>[] = [],
  path: FieldPath,
  report: Report,
): void {
  const declared = new Set(resources.map(({ name = '' }) => name));
  for (const text of textsOf(values)) {
    if (!text.includes('{{') && !text.includes('}}')) continue;
    for (const [template] of text.matchAll(expression)) validateTemplate(template, declared, path, report);
    const rest = text.replaceAll(expression, '');
    for (const braces of ['{{', '}}'])
      if (rest.includes(braces))
        report.invalid(rule['VALUES-TEMPLATE'], path, braces, { message: `"${braces}" belongs to no template` });
  }
}

function validateTemplate(template: string, declared: ReadonlySet<string>, path: FieldPath, report: Report): void {
  const name = reference.exec(template)?.[1];
  if (name === undefined) report.invalid(rule['VALUES-TEMPLATE'], path, template);
  else if (!declared.has(name))
    report.invalid(rule['VALUES-TEMPLATE-RESOURCE'], path, template, {
      message: `the template reads the resource ${name}, which is not listed`,
    });
}

/** All texts of a JSON value, keys included. */
function* textsOf(value: unknown): Iterable<string> {
  if (typeof value === 'string') yield value;
  else if (Array.isArray(value)) for (const entry of value) yield* textsOf(entry);
  else if (typeof value === 'object' && value !== null)
    for (const [key, entry] of Object.entries(value)) {
      yield key;
      yield* textsOf(entry);
    }
}
