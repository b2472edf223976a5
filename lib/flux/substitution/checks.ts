import { FieldPath } from '../../core/field-path';
import { isMap } from '../../core/plain-map';
import { suggest } from '../../core/suggest';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { Check } from '../../rules/topic';
import type { View, ViewObject } from '../../rules/view';
import { collapses } from '../envsubst/escape';
import { variablesIn } from '../envsubst/evaluate';
import { mapAt } from '../plain';
import type { FluxKustomization } from '../tree/flux-kustomization';
import { fluxTree } from '../tree/flux-tree';
import { isSubstitutionDisabled } from './disabled';
import { declaredVariables, type DeclaredVariables } from './variables';

const annotate =
  'annotate the object with kustomize.toolkit.fluxcd.io/substitute: disabled, or double every dollar in the text';

const rule = ruleTable('fluxcd/pkg:envsubst, fluxcd/pkg:kustomize/kustomize_varsub.go', {
  'SUB-001': {
    reason: 'Flux takes ${ for a variable and cannot read this one: the build of the whole Flux Kustomization fails',
    fix: annotate,
  },
  'SUB-002': {
    reason:
      'the variable is not declared: since Flux 2.9 the build of the whole Flux Kustomization fails, before that the text becomes empty',
    fix: `declare it in postBuild, give it a default with \${name:=value}, or ${annotate}`,
  },
  'SUB-003': {
    severity: 'warning',
    reason: 'two dollars become one, although no variable is meant',
    fix: annotate,
  },
  'SUB-004': {
    severity: 'warning',
    reason: 'the value becomes part of the YAML text without quotes, and changes its structure',
    fix: 'quote it with a variable that holds a quote: ${quote}${name}${quote}',
  },
  'SUB-005':
    'the name of a variable is letters, digits and underscores, and does not begin with a digit: the build fails',
  'SUB-006': {
    severity: 'notice',
    reason: 'the variable is not declared in the tree; an object outside of it may declare it',
  },
});

/** Texts that the post-build substitution of Flux would change or stumble over. Without postBuild there is nothing to find. */
export const substitutionChecks: readonly Check[] = [{ rules: Object.values(rule), tree: checkSubstitution }];

const variableName = /^[_\p{L}][_\p{L}\p{Nd}]*$/u;

function checkSubstitution(view: View, reportFor: (entry: ViewObject) => Report): void {
  const { kustomizations, objectsOf } = fluxTree(view);
  for (const kustomization of kustomizations) {
    if (!isMap(kustomization.spec['postBuild'])) continue;
    const declared = declaredVariables(kustomization, view);
    checkNames(kustomization, declared, reportFor(kustomization.entry));
    if (!declared.isActive) continue;
    for (const entry of objectsOf(kustomization)) {
      if (isSubstitutionDisabled(entry.object)) continue;
      const isSecret = entry.object.kind === 'Secret';
      walk(entry.object, FieldPath.root, (text, path) => {
        checkText({ text, path, isSecret }, declared, reportFor(entry));
      });
    }
  }
}

function checkNames({ spec }: FluxKustomization, { values }: DeclaredVariables, report: Report): void {
  const inline = mapAt(spec, 'postBuild', 'substitute');
  for (const name of values.keys()) {
    if (variableName.test(name)) continue;
    const path =
      name in inline ? FieldPath.of('spec', 'postBuild', 'substitute').key(name) : 'spec.postBuild.substituteFrom';
    report.invalid(rule['SUB-005'], path, name);
  }
}

interface Text {
  readonly text: string;
  readonly path: FieldPath;
  /** The text may be a secret value: it is not shown. */
  readonly isSecret: boolean;
}

function checkText({ text, path, isSecret }: Text, declared: DeclaredVariables, report: Report): void {
  if (!text.includes('$')) return;
  const shown = isSecret ? {} : { value: excerpt(text) };
  const result = variablesIn(text);
  if ('error' in result) {
    report.add(rule['SUB-001'], path, { ...shown, message: `${rule['SUB-001'].reason} (${result.error})` });
    return;
  }
  const undeclared = new Set(
    result.uses.filter(({ name, hasDefault }) => !hasDefault && !declared.values.has(name)).map(({ name }) => name),
  );
  for (const name of undeclared) reportUndeclared(name, { path, declared }, report);
  if (collapses(withoutSubstitutions(text)) && !/\$\$\{/.test(text)) report.add(rule['SUB-003'], path, shown);
  for (const { name } of result.uses)
    checkValue(name, { text, path, isSecret, value: declared.values.get(name) }, report);
}

function reportUndeclared(
  name: string,
  { path, declared }: { path: FieldPath; declared: DeclaredVariables },
  report: Report,
): void {
  const meant = suggest(name, declared.values.keys());
  const found = declared.isOpen ? rule['SUB-006'] : rule['SUB-002'];
  report.add(found, path, {
    value: name,
    message: `\${${name}}: ${found.reason}`,
    ...(meant !== undefined && { fix: `did you mean \${${meant}}?` }),
  });
}

function withoutSubstitutions(text: string): string {
  return text.replace(/\$\{[^}]*\}/g, '');
}

/** A value that YAML reads otherwise than as the text that it is. */
function checkValue(name: string, place: Text & { readonly value: string | undefined }, report: Report): void {
  const { text, path, value } = place;
  if (value === undefined || text.includes('\n')) return;
  const breaks = /: |^[-?:] | #|^[[{&*!|>%@`]/.test(value) || value.endsWith(':');
  const isWhole = text === `\${${name}}`;
  const becomesOther =
    isWhole &&
    isTextField(path) &&
    /^(true|false|null|~|[-+]?[0-9][0-9_]*(\.[0-9]*)?(e[-+]?[0-9]+)?|0x[0-9a-f]+)?$/i.test(value);
  if (!breaks && !becomesOther) return;
  const what = breaks
    ? 'changes the structure of the document'
    : `is read as ${value === '' ? 'null' : 'another type'}, where a text is wanted`;
  report.add(rule['SUB-004'], path, {
    message: `the value of \${${name}} ${what}: quotes are lost before the substitution`,
  });
}

/** Fields whose values are texts in every kind. */
function isTextField(path: FieldPath): boolean {
  const [first, second] = path.segments();
  return (
    (first === 'metadata' && (second === 'annotations' || second === 'labels')) ||
    first === 'data' ||
    first === 'stringData'
  );
}

const excerptLength = 60;

/** The part of a text around its first dollar: a whole script helps nobody. */
function excerpt(text: string): string {
  const at = text.indexOf('$');
  const line = text.slice(at).split('\n')[0] ?? '';
  return line.length > excerptLength ? `${line.slice(0, excerptLength)}...` : line;
}

/** Keys are substituted as well as values. */
function walk(value: unknown, path: FieldPath, visit: (text: string, path: FieldPath) => void): void {
  if (typeof value === 'string') visit(value, path);
  else if (Array.isArray(value))
    value.forEach((entry, index) => {
      walk(entry, path.index(index), visit);
    });
  else if (isMap(value)) {
    for (const [key, entry] of Object.entries(value)) {
      const at = /^[A-Za-z][A-Za-z0-9]*$/.test(key) ? path.child(key) : path.key(key);
      if (key.includes('$')) visit(key, at);
      walk(entry, at, visit);
    }
  }
}
