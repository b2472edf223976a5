import type { KubernetesObject } from '../../lib/core/object';
import type { Facts } from '../../lib/rules/facts';
import { Judge } from '../../lib/rules/judge';
import { View, type ViewObject } from '../../lib/rules/view';
import { acl } from '../../lib/acl/topic';

/** An object of a tree, as text that YAML would hold. */
export interface TreeObject {
  readonly cluster?: string;
  readonly object: object;
}

/** A View of plain objects; without a cluster they lie in the virtual garden. */
export function tree(
  objects: readonly TreeObject[],
  options: { readonly facts?: Facts; readonly now?: Date } = {},
): View {
  const entries = objects.map(({ cluster = 'virtual-garden', object }): ViewObject => ({
    cluster,
    unit: 'u',
    object: object as KubernetesObject,
    origin: () => ({ file: 'tree.yaml', line: 1 }),
  }));
  return new View({ objects: entries, gardener: '1.150.0', ...options });
}

/** Findings of this topic as `RULE kind/name path`. */
export function judge(view: View): string[] {
  const run = new Judge();
  run.run(view, [acl]);
  return run
    .result()
    .findings.map(({ rule, object, path }) => `${rule} ${object?.kind ?? ''}/${object?.name ?? ''} ${path}`.trim());
}

/** Facts of a tree, without their origins. */
export function facts(values: Readonly<Record<string, Readonly<Record<string, unknown>>>>): Facts {
  const origin = { file: 'facts.yaml', line: 1 };
  return new Map(
    Object.entries(values).map(([object, entries]) => [
      object,
      new Map(Object.entries(entries).map(([name, value]) => [name, { value, origin }])),
    ]),
  );
}

const seedSpec = (changes: object): object => ({
  provider: { type: 'openstack', region: 'r1', zones: ['a'] },
  networks: { nodes: '10.240.0.0/16', pods: '10.241.0.0/16', services: '10.242.0.0/16' },
  dns: { internal: { domain: 'internal.example.org' } },
  ingress: { domain: 'ingress.soil.example.org' },
  settings: { loadBalancerServices: { externalTrafficPolicy: 'Local' } },
  ...changes,
});

/** A gardenlet that registers seed `soil`. */
export function gardenlet(seed: object = {}, config: object = {}): TreeObject {
  return {
    object: {
      apiVersion: 'seedmanagement.gardener.cloud/v1alpha1',
      kind: 'Gardenlet',
      metadata: { name: 'soil', namespace: 'garden' },
      spec: { config: { ...config, seedConfig: { spec: seedSpec(seed) } } },
    },
  };
}

/** Shoot `garden-bar/foo` on seed `soil`, or another name. */
export function shoot(spec: object, name = 'foo'): TreeObject {
  return {
    object: {
      apiVersion: 'core.gardener.cloud/v1beta1',
      kind: 'Shoot',
      metadata: { name, namespace: 'garden-bar' },
      spec: {
        seedName: 'soil',
        provider: { type: 'openstack', workers: [{ name: 'w', zones: ['a'] }] },
        networking: { nodes: '10.250.0.0/16' },
        dns: { domain: `${name}.bar.shoots.example.org` },
        ...spec,
      },
    },
  };
}

/** The `extensions` of a Shoot with an access rule. */
export function withRule(rule: object, more: object = {}): object {
  return { extensions: [{ type: 'acl', providerConfig: { rule }, ...more }] };
}

/** The operator's configuration of the ACL extension. */
export function operator(values: object): TreeObject {
  return {
    object: {
      apiVersion: 'operator.gardener.cloud/v1alpha1',
      kind: 'Extension',
      metadata: { name: 'acl' },
      spec: { resources: [{ kind: 'Extension', type: 'acl' }], deployment: { extension: { values } } },
    },
  };
}
