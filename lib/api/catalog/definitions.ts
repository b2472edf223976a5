import type { KubernetesObject } from '../../core/object';
import { pluralOf } from '../kind-name';
import type { KindInfo } from '../registry';
import { structuralSchema } from '../structural';

/** Custom resource definitions of the kinds that an API server stores, one for all versions of a kind. */
export function definitions(kinds: readonly KindInfo[]): KubernetesObject[] {
  const byName = new Map<string, KindInfo[]>();
  for (const info of kinds) {
    if (info.class === 'core' || info.scope === 'Config') continue;
    const name = `${pluralOf(info)}.${info.group}`;
    byName.set(name, [...(byName.get(name) ?? []), info]);
  }
  return [...byName].map(([name, versions]) => definition(name, versions));
}

/** Two versions of one kind may differ in what they declare, so each keeps its schema. */
function definition(name: string, versions: readonly KindInfo[]): KubernetesObject {
  const [first] = versions;
  if (first === undefined) throw new Error(`${name} has no version`);
  const stored = versions.findIndex(({ storage }) => storage === true);
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name, ...(isProtected(first.group) && { annotations: approval }) },
    spec: {
      group: first.group,
      names: {
        kind: first.kind,
        listKind: `${first.kind}List`,
        plural: pluralOf(first),
        singular: first.kind.toLowerCase(),
      },
      scope: first.scope,
      versions: versions.map((info, position) => ({
        name: info.version,
        served: true,
        storage: position === Math.max(stored, 0),
        schema: { openAPIV3Schema: resourceSchema(info) },
        subresources: hasStatus(info) ? { status: {} } : {},
      })),
    },
  };
}

/** The API server types metadata itself, and lets a definition say nothing but its name about it. */
function resourceSchema(info: KindInfo): object {
  const schema = structuralSchema(info.schema(), 'crd') as { readonly properties?: object };
  const text = { type: 'string' };
  return {
    ...schema,
    properties: { ...schema.properties, apiVersion: text, kind: text, metadata: { type: 'object' } },
  };
}

function hasStatus(info: KindInfo): boolean {
  return info.schema().properties?.['status'] !== undefined;
}

const approval = { 'api-approved.kubernetes.io': 'unapproved, schema for offline validation' };

/** Groups of the Kubernetes project ask for an annotation. */
function isProtected(group: string): boolean {
  return /(?:^|\.)(?:k8s|kubernetes)\.io$/.test(group);
}
