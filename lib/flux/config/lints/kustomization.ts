import { Duration } from '../../../core/duration';
import type { FieldPath } from '../../../core/field-path';
import { isMap, type PlainMap } from '../../../core/plain-map';
import type { Report } from '../../../rules/report';
import { mapAt, textOf } from '../../plain';
import { lintRules as rule } from '../rules';
import { decodeSourceTemplate, isSource, metadataOf } from '../source-template';
import type { Linted } from './linted';

/** The template of the Kustomization. */
export function lintKustomization(linted: Linted, report: Report): void {
  const template = linted.config.kustomization?.template;
  if (template === undefined) return;
  const path = linted.path.child('kustomization', 'template', 'spec');
  const spec = mapAt(template, 'spec');
  lintReference(linted, path.child('sourceRef'), report);
  lintTimeout(spec, path, report);
  if (spec['suspend'] === true) report.add(rule['FX-SUSPENDED'], path.child('suspend'), { value: true });
  const written = mapAt(linted.written, 'kustomization', 'template', 'spec');
  if (typeof written['prune'] !== 'boolean') report.add(rule['FX-PRUNE-IMPLICIT'], path.child('prune'));
}

function lintReference(linted: Linted, path: FieldPath, report: Report): void {
  const source = decodeSourceTemplate(linted.config.source?.template);
  if (!isSource(source) || !source.supported) return;
  const template = linted.config.kustomization?.template ?? {};
  const ref = mapAt(template, 'spec', 'sourceRef');
  const created = { kind: source.kind, ...metadataOf(source.object) };
  const refNamespace = textOf(ref['namespace']);
  const given = { kind: textOf(ref['kind']), name: textOf(ref['name']), namespace: refNamespace };
  if (describe(given) !== describe(created))
    report.add(rule['FX-SRCREF-MISMATCH'], path, { value: describe(given), fix: `refer to ${describe(created)}` });
  if (refNamespace !== metadataOf(template).namespace)
    report.add(rule['FX-CROSS-NS'], path.child('namespace'), { value: refNamespace });
}

function describe({ kind, namespace, name }: { kind: string; namespace: string; name: string }): string {
  return `${kind} ${namespace}/${name}`;
}

const thirtySeconds = Duration.of('30s').nanoseconds;

function lintTimeout(spec: PlainMap, path: FieldPath, report: Report): void {
  const waits = spec['wait'] === true || (Array.isArray(spec['healthChecks']) && spec['healthChecks'].some(isMap));
  if (!waits || spec['timeout'] !== undefined) return;
  const interval = Duration.parse(textOf(spec['interval']))?.nanoseconds ?? 0n;
  const rest = interval - thirtySeconds;
  const given = Duration.fromNanoseconds(rest > thirtySeconds ? rest : thirtySeconds);
  report.add(rule['FX-KS-TIMEOUT'], path.child('timeout'), {
    message: `waiting ends after ${given.toString()} (the interval less 30 seconds, at least 30 seconds), and one failure fails the Shoot`,
  });
}
