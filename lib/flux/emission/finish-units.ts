import type { Finding } from '../../core/finding';
import type { KubernetesObject } from '../../core/object';
import { isKeptOnPrune } from '../../gardener/deletion';
import { referenceOf } from '../../rules/judge';
import { Report } from '../../rules/report';
import type { ViewObject } from '../../rules/view';
import { attachFinish } from '../../synth/attachments';
import type { Tree } from '../../synth/tree';
import { hasFeature } from '../delivery/flux-release';
import type { DeliveryOptions } from '../delivery/options';
import { ownedFields, withoutOwnedFields } from '../delivery/owned-fields';
import { isProtectedKind, withProtection } from '../delivery/protection';
import { deliveryRules as rule } from '../delivery/rules';
import { forSubstitution, usesFluxVars } from '../envsubst/flux-var';
import { isSubstitutionDisabled } from '../substitution/disabled';
import type { TreeUnit } from './tree-units';

/**
 * Finishes the objects that are delivered: protects what must not be pruned, leaves out what Gardener writes, and escapes every dollar where Flux
 * substitutes. Objects that need nothing of it are not touched. Encrypted ones cannot be changed.
 */
export function finishUnits(tree: Tree, units: readonly TreeUnit[], options: DeliveryOptions): readonly Finding[] {
  const findings: Finding[] = [];
  for (const unit of units) {
    for (const entry of unit.entries) {
      const report = new Report();
      judge(entry, { unit, options, report });
      if (!('sops' in entry.object)) finishEntry(tree, entry, { unit, options });
      findings.push(...report.findings.map(finding => located(finding, entry)));
    }
  }
  return findings;
}

interface Finishing {
  readonly unit: TreeUnit;
  readonly options: DeliveryOptions;
}

function finishEntry(tree: Tree, entry: ViewObject, { unit, options }: Finishing): void {
  const finish = (object: KubernetesObject): KubernetesObject => {
    const kept = withoutOwnedFields(withProtection(object), {
      canIgnore: hasFeature(options.flux, 'specIgnore'),
      omitVersions: options.omitVersions === true,
    });
    return unit.substitution === undefined || isSubstitutionDisabled(kept) ? kept : forSubstitution(kept);
  };
  if (finish(entry.object) !== entry.object) attachFinish(tree.apiObjectOf(entry), finish);
}

function judge({ object }: ViewObject, { unit, options, report }: Finishing & { readonly report: Report }): void {
  if ('sops' in object && isProtectedKind(object) && !isKeptOnPrune(object))
    report.add(rule['FLUX-UNPROTECTED-SOPS'], '');
  if (unit.substitution === undefined && usesFluxVars(object)) report.add(rule['SUB-INACTIVE'], '');
  if (options.omitVersions === true) return;
  for (const { pointer, remedy } of ownedFields(object))
    if (remedy === 'omit') report.add(rule['FLUX-OWNED-VERSION'], fieldOf(pointer));
}

/** `/spec/provider/workers/0/kubernetes/version` as Gardener prints it. */
function fieldOf(pointer: string): string {
  return pointer
    .slice(1)
    .replace(/\/(\d+)/g, '[$1]')
    .replaceAll('/', '.');
}

function located(finding: Finding, entry: ViewObject): Finding {
  const origin = entry.origin(finding.path);
  return { ...finding, cluster: entry.cluster, object: referenceOf(entry), ...(origin && { origin }) };
}
