import { apiRules } from '../api/rules';
import type { Finding } from '../core/finding';
import { groupOf } from '../core/object';
import { suggest } from '../core/suggest';
import { valueAt } from '../core/value-path';
import type { ViewObject } from '../rules/view';
import { holdsPlaceholder, isPlaceholder } from './placeholder';

/** What is known about a tree beside its objects. */
export interface Surroundings {
  /** Objects that others complete: patches of the tree, or whoever uses their folder as a base. */
  readonly completed: ReadonlySet<ViewObject>;
  /** Names of all objects of the tree. */
  readonly names: () => Iterable<string>;
  /** Flux applies the tree, as far as it tells. */
  readonly gitops: boolean;
}

/** What a tree of any kind does not allow to say: about placeholders, about what patches add, about objects that may be kept elsewhere. */
export class Revision {
  /** Objects with findings that placeholders explain. */
  readonly placeholders = new Set<ViewObject>();
  private readonly surroundings: Surroundings;
  private readonly held = new WeakMap<ViewObject, boolean>();

  constructor(surroundings: Surroundings) {
    this.surroundings = surroundings;
  }

  /** The finding as it can be said, or undefined. */
  readonly revise = (entry: ViewObject, finding: Finding): Finding | undefined => {
    if (finding.type === 'required' && this.surroundings.completed.has(entry)) return undefined;
    if (this.isPlaceholder(entry, finding)) {
      this.placeholders.add(entry);
      return undefined;
    }
    return entry.cluster === '' && finding.severity === 'error' ? this.softened(finding) : finding;
  };

  private isPlaceholder(entry: ViewObject, { rule, value, path }: Finding): boolean {
    if (isPlaceholder(value) || isPlaceholder(valueAt(entry.object, path))) return true;
    // what Gardener makes of an object depends on all of its values
    const isOwnJudgement = Object.hasOwn(apiRules, rule) || rule.startsWith('READ-');
    return !isOwnJudgement && isGardener(entry) && this.holds(entry);
  }

  private holds(entry: ViewObject): boolean {
    let known = this.held.get(entry);
    if (known === undefined) this.held.set(entry, (known = holdsPlaceholder(entry.object)));
    return known;
  }

  /** Where the layout does not tell what is applied where, an object that is absent may be in another place; a name that is almost right is not. */
  private softened(finding: Finding): Finding {
    const { rule, value, fix } = finding;
    if (rule === 'OPERATION-ANNOTATION' && !this.surroundings.gitops) return { ...finding, severity: 'warning' };
    if (!isReference(rule)) return finding;
    const near =
      typeof value === 'string' && rule.startsWith('XR-') ? suggest(value, this.surroundings.names()) : undefined;
    if (near === undefined && fix?.includes('did you mean') !== true) return { ...finding, severity: 'warning' };
    if (near === undefined) return finding;
    return { ...finding, fix: fix ?? `did you mean ${near}` };
  }
}

const otherReferences = new Set([
  'MANAGED-SEED-SHOOT-NOT-FOUND',
  'MANAGED-SEED-DNS-PROVIDER',
  'SHOOT-REFERENCE',
  'FLUX-SOURCE-MISSING',
  'FLUX-PATH-MISSING',
]);

function isReference(rule: string): boolean {
  return rule.startsWith('XR-') || otherReferences.has(rule);
}

function isGardener({ object }: ViewObject): boolean {
  return groupOf(object.apiVersion).endsWith('gardener.cloud');
}
