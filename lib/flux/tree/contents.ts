import { groupOf } from '../../core/object';
import { displayName } from '../../core/object';
import { unitSizeLimit, unitSizeWarning } from '../../rules/objects/unit-size';
import { referenceOf } from '../../rules/judge';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { Check } from '../../rules/topic';
import type { View, ViewObject } from '../../rules/view';
import { mapAt, textOf } from '../plain';
import { appliedKey } from './applied-key';
import { isOtherCluster } from './clusters';
import { sourceKey, type FluxKustomization } from './flux-kustomization';
import { fluxTree, type FluxTree } from './flux-tree';
import { isGivenByOwner } from './given';

const rule = ruleTable('kustomize-controller:docs/spec/v1/kustomizations.md v1.9', {
  'FLUX-CR-WITH-CRD': {
    severity: 'warning',
    reason:
      'a definition and objects of its kind in one Flux Kustomization: when it goes, the definition takes every object of the kind along',
    fix: 'put the definition, with its controller, into a Kustomization that this one depends on',
  },
  'FLUX-TARGET-NAMESPACE': {
    reason: 'targetNamespace renames a Namespace among the objects, so that its own one is never created',
    fix: 'take the Namespace out, or write the namespace into the objects instead of targetNamespace',
    source: 'kustomize:api/filters/namespace v5.8',
  },
  'FLUX-TWO-OWNERS': {
    reason: 'two Flux Kustomizations apply the same object and take it from each other at every interval',
    fix: 'leave the object to one of them',
  },
  'FLUX-SIZE': {
    severity: 'warning',
    reason: `a Flux Kustomization should apply at most ${unitSizeWarning} objects: its build is quadratic and blocks all others`,
  },
  'FLUX-TOO-LARGE': { reason: `a Flux Kustomization applies at most ${unitSizeLimit} objects` },
  'FLUX-DECRYPTION': {
    reason: 'an encrypted object lies below the path, and the Flux Kustomization does not decrypt: it is refused',
    fix: 'set spec.decryption: { provider: sops, secretRef: { name: ... } }',
  },
});

/** What lies below the paths of Flux Kustomizations. */
export const contentChecks: readonly Check[] = [{ rules: Object.values(rule), tree: checkContents }];

function checkContents(view: View, reportFor: (entry: ViewObject) => Report): void {
  const tree = fluxTree(view);
  for (const kustomization of tree.kustomizations) {
    const objects = tree.objectsOf(kustomization);
    checkDefinitions(objects, reportFor);
    checkTargetNamespace(kustomization, objects, reportFor);
    checkSize(objects.length, reportFor(kustomization.entry));
    if (!decrypts(kustomization, tree)) for (const entry of objects) checkDecryption(entry, kustomization, reportFor);
  }
  checkOwners(view, reportFor);
}

function checkDefinitions(objects: readonly ViewObject[], reportFor: (entry: ViewObject) => Report): void {
  const defined = new Map<string, ViewObject>();
  for (const entry of objects) {
    if (entry.object.kind !== 'CustomResourceDefinition') continue;
    const spec = mapAt(entry.object, 'spec');
    defined.set(`${textOf(spec['group'])}/${textOf(mapAt(spec, 'names')['kind'])}`, entry);
  }
  // Flux applies its own definitions before everything else of its unit, and its root is never removed with what it applies
  const reported = new Set([...defined.keys()].filter(kind => kind.split('/')[0]?.endsWith('.fluxcd.io')));
  for (const { object } of defined.size === 0 ? [] : objects) {
    const kind = `${groupOf(object.apiVersion)}/${object.kind}`;
    const definition = defined.get(kind);
    if (definition === undefined || reported.has(kind)) continue;
    reported.add(kind);
    reportFor(definition).add(rule['FLUX-CR-WITH-CRD'], '', { value: kind });
  }
}

function checkTargetNamespace(
  { spec }: FluxKustomization,
  objects: readonly ViewObject[],
  reportFor: (entry: ViewObject) => Report,
): void {
  const target = textOf(spec['targetNamespace']);
  if (target === '') return;
  for (const entry of objects) {
    const { apiVersion, kind, metadata } = entry.object;
    if (apiVersion !== 'v1' || kind !== 'Namespace' || metadata.name === target) continue;
    reportFor(entry).add(rule['FLUX-TARGET-NAMESPACE'], 'metadata.name', { value: metadata.name });
  }
}

function checkSize(count: number, report: Report): void {
  if (count <= unitSizeWarning) return;
  const found = count > unitSizeLimit ? rule['FLUX-TOO-LARGE'] : rule['FLUX-SIZE'];
  report.add(found, 'spec.path', { value: count });
}

function decrypts(kustomization: FluxKustomization, tree: FluxTree): boolean {
  if (textOf(mapAt(kustomization.spec, 'decryption')['provider']) !== '') return true;
  return isGivenByOwner(kustomization, tree, /\bdecryption\b/);
}

function checkDecryption(
  entry: ViewObject,
  { entry: owner }: FluxKustomization,
  reportFor: (entry: ViewObject) => Report,
): void {
  if (!('sops' in entry.object) || isLeftEncrypted(entry)) return;
  reportFor(owner).add(rule['FLUX-DECRYPTION'], 'spec.decryption', {
    message: `${displayName(referenceOf(entry))} is encrypted, and this Flux Kustomization does not decrypt: it is refused`,
  });
}

function isLeftEncrypted({ object }: ViewObject): boolean {
  return object.metadata.annotations?.['kustomize.toolkit.fluxcd.io/decrypt']?.toLowerCase() === 'disabled';
}

/** Clusters that the tree tells apart by path only: the same object for two of them is two objects. */
function checkOwners(view: View, reportFor: (entry: ViewObject) => Report): void {
  const tree = fluxTree(view);
  const first = new Map<string, { readonly entry: ViewObject; readonly owner: FluxKustomization }>();
  for (const entry of view.objects) {
    for (const owner of tree.ownersOf(entry)) {
      const key = `${targetOf(owner)} ${appliedKey(entry, owner)}`;
      const other = first.get(key);
      if (other === undefined) first.set(key, { entry, owner });
      else if (!isSameOwner(other.owner, owner) && !isOtherCluster(other.owner, owner, tree))
        reportFor(entry).add(rule['FLUX-TWO-OWNERS'], '', {
          value: [other.owner.name, owner.name],
          message: `${other.owner.name} and ${owner.name} both apply this object and take it from each other at every interval`,
        });
    }
  }
}

/**
 * Two of one name are one, as far as their namespaces are written down, or belong to clusters that the tree does not tell apart; two of different sources do not both read the file that
 * lies here.
 */
function isSameOwner(a: FluxKustomization, b: FluxKustomization): boolean {
  const isNamedAlike = a.name === b.name && (a.namespace === b.namespace || a.namespace === '' || b.namespace === '');
  return isNamedAlike || sourceKey(a) !== sourceKey(b);
}

/** The cluster that a Flux Kustomization writes to. */
export function targetOf({ entry, spec }: FluxKustomization): string {
  const kubeConfig = mapAt(spec, 'kubeConfig');
  const [secret, config] = ['secretRef', 'configMapRef'].map(field => textOf(mapAt(kubeConfig, field)['name']));
  return `${entry.cluster} ${secret ?? ''} ${config ?? ''}`;
}
