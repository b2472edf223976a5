import type { FieldPath } from '../../core/field-path';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { readVector } from './text';
import { validateImageVector } from './image-vector';

const rule = ruleTable('gardener:pkg/utils/imagevector/imagevector_components.go v1.150', {
  'IMAGEVECTOR-COMPONENT': {
    reason: 'the image vectors of components are a list components, each with a name and a text imageVectorOverwrite',
    fix: 'write components: with a list of name and imageVectorOverwrite',
  },
});

/** The rules about image vectors of components. */
export const componentVectorRules = Object.values(rule);

type Fields = Readonly<Record<string, unknown>>;

/** The image vectors of components that Gardener deploys and that have images of their own (`imagevector.ReadComponentOverwrite`). */
export function validateComponentVectors(vectors: unknown, path: FieldPath, report: Report): void {
  if (vectors === undefined || vectors === null) return;
  const { components } = vectors as { readonly components?: unknown };
  if (!Array.isArray(components))
    return report.typeInvalid(rule['IMAGEVECTOR-COMPONENT'], path.child('components'), components);
  for (const [index, component] of (components as readonly Fields[]).entries()) {
    const at = path.child('components').index(index);
    const { name, imageVectorOverwrite: text } = component;
    if (typeof name !== 'string' || name === '') report.required(rule['IMAGEVECTOR-COMPONENT'], at.child('name'));
    const inner = at.child('imageVectorOverwrite');
    if (typeof text !== 'string') report.typeInvalid(rule['IMAGEVECTOR-COMPONENT'], inner, text);
    else validateImageVector(readVector(text, inner, report), inner, report);
  }
}
