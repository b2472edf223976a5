import type { Project } from '../../../imports/core.gardener.cloud/v1beta1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { Check } from '../../rules/topic';
import type { View, ViewObject } from '../../rules/view';
import { lookUp } from './lookup';

const rule = ruleTable('gardener:pkg/controllermanager/controller/project/project v1.150', {
  'NM-12': {
    reason: 'a namespace belongs to one project',
    fix: 'give one of the projects another namespace',
    source: 'gardener:plugin/pkg/global/resourcereferencemanager/admission.go v1.150',
  },
  'XR-PROJECT-NAMESPACE': {
    reason: 'a project takes over an existing namespace only when its labels say so',
    fix: 'set the labels gardener.cloud/role: project and project.gardener.cloud/name, or remove the Namespace',
  },
});

/** Namespaces of projects. */
export const projectNamespaceCheck: Check = { rules: Object.values(rule), tree: checkNamespaces };

const path = FieldPath.of('spec', 'namespace');

function checkNamespaces(view: View, reportFor: (entry: ViewObject) => Report): void {
  const owners = new Map<string, string>();
  for (const entry of view.ofKind('core.gardener.cloud', 'Project')) {
    const { metadata, spec } = entry.object as unknown as Loose<Project>;
    const name = metadata?.name ?? '';
    const namespace = spec?.namespace;
    if (namespace === undefined) continue;
    const key = `${entry.cluster} ${namespace}`;
    const owner = owners.get(key);
    if (owner !== undefined)
      reportFor(entry).forbidden(rule['NM-12'], path, {
        value: namespace,
        message: `namespace ${namespace} belongs to project ${owner} already`,
      });
    owners.set(key, owner ?? name);
    checkLabels(entry, { name, namespace }, reportFor, view);
  }
}

function checkLabels(
  entry: ViewObject,
  { name, namespace }: { readonly name: string; readonly namespace: string },
  reportFor: (entry: ViewObject) => Report,
  view: View,
): void {
  const result = lookUp(view, entry.cluster, { group: '', kind: 'Namespace', namespace: undefined, name: namespace });
  if (result.state !== 'found') return;
  const wanted = { 'gardener.cloud/role': 'project', 'project.gardener.cloud/name': name };
  const labels = result.entry.object.metadata.labels ?? {};
  for (const [key, value] of Object.entries(wanted))
    if (labels[key] !== value)
      reportFor(result.entry).add(rule['XR-PROJECT-NAMESPACE'], FieldPath.of('metadata', 'labels').key(key), {
        value: labels[key],
        allowed: [value],
        message: `project ${name} takes this namespace over only with the label ${key}: ${value}`,
      });
}
