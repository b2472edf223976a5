import { fieldAvailability, type Availability } from '../api/history';
import { apiRules } from '../api/rules';
import type { Finding } from '../core/finding';
import { groupOf, type KubernetesObject } from '../core/object';
import { editDistance, suggest } from '../core/suggest';
import { valueAt } from '../core/value-path';
import type { ViewObject } from '../rules/view';
import { holdsPlaceholder, isPlaceholder } from './placeholder';
import { rule as readRule } from './read-rules';

/** What is known about a tree beside its objects. */
export interface Surroundings {
  /** Objects that others complete: patches of the tree, or whoever uses their folder as a base. */
  readonly completed: ReadonlySet<ViewObject>;
  /** Names of all objects of the tree. */
  readonly names: () => Iterable<string>;
  /** Minor of the Gardener that judges. */
  readonly minor: number;
  /** Flux applies the tree, as far as it tells. */
  readonly gitops: boolean;
  /** The tree holds a Garden, so that the feature gates of its API server are known. */
  readonly hasGarden: boolean;
  /** Whether kustomize reads a file, by itself or for Flux. */
  readonly isBuilt: (file: string) => boolean;
  /** Single files were chosen, so that there may be others beside them. */
  readonly selected: boolean;
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
    if (finding.type === 'required' && !isMissed(this.surroundings.minor, entry, finding)) return undefined;
    if (this.surroundings.completed.has(entry) && isSettledLater(entry, finding)) return undefined;
    if (ofCreation.has(finding.rule) && entry.object.metadata['uid'] !== undefined) return undefined;
    if (this.isPlaceholder(entry, finding)) {
      this.placeholders.add(entry);
      return undefined;
    }
    // kustomize fills in the namespace of an account that it builds
    if (finding.rule === 'RBAC-SUBJECT-NAMESPACE' && this.surroundings.isBuilt(entry.origin()?.file ?? ''))
      return { ...finding, severity: 'warning' };
    if (finding.rule === 'VERSION-LIFECYCLE-GATE' && !this.surroundings.hasGarden)
      return { ...finding, severity: 'warning' };
    return entry.cluster === '' && finding.severity === 'error' ? this.softened(finding) : finding;
  };

  /** What only kustomize refuses, where nothing tells that it reads the tree. */
  reviseGlobal(finding: Finding): Finding {
    if (finding.rule !== readRule['READ-REFUSED-BY-KUSTOMIZE'].id) return finding;
    return this.surroundings.isBuilt(finding.origin?.file ?? '') ? finding : { ...finding, severity: 'warning' };
  }

  private isPlaceholder(entry: ViewObject, { rule, value, path }: Finding): boolean {
    // about places that Flux fills in
    if (rule.startsWith('SUB-')) return false;
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
    const { rule, fix } = finding;
    if (isOfGitOps(finding) && !this.surroundings.gitops) return { ...finding, severity: 'warning' };
    if (!isReference(rule)) return finding;
    const near = this.meant(finding);
    return near === undefined
      ? { ...finding, severity: 'warning' }
      : { ...finding, fix: fix ?? `did you mean ${near}` };
  }

  /** The name that was most likely meant. What is beside chosen files is not known, so that only a slip of a letter or two tells. */
  private meant({ rule, value, fix }: Finding): string | undefined {
    if (typeof value !== 'string') return undefined;
    const near = nearIn(fix) ?? (isByName(rule) ? suggest(value, this.surroundings.names()) : undefined);
    const isFar = this.surroundings.selected && near !== undefined && editDistance(value, near, 2) > 2;
    return isFar ? undefined : near;
  }
}

/** What kubectl takes, and Flux applies again and again or refuses. */
const ofGitOps: ReadonlySet<string> = new Set(['OPERATION-ANNOTATION', 'OBJ-GENERATE-NAME']);

/**
 * Lists of a pod whose entries server-side apply tells apart by a key that validation does not look at.
 *
 * Upstream: `kubernetes:pkg/api/pod/warnings.go v1.33`.
 */
const loosePodLists = /ontainers\[\d+\]\.(?:env|ports)\[\d+\]$|\.(?:imagePullSecrets|hostAliases)\[\d+\]$/;

function isOfGitOps({ rule, path }: Finding): boolean {
  return ofGitOps.has(rule) || (rule === 'SCHEMA-DUPLICATE' && loosePodLists.test(path));
}

/** A version of Gardener does not miss a field that came later, nor one that is given in its older form. */
function isMissed(minor: number, { object }: ViewObject, { path }: Finding): boolean {
  const [, parent = '', field = ''] = /^(?:(.*)\.)?([^.]+)$/.exec(path) ?? [];
  if ((historyAt(object, path).since ?? 0) > minor) return false;
  const beside = parent === '' ? object : valueAt(object, parent);
  if (typeof beside !== 'object' || beside === null) return true;
  return !Object.keys(beside).some(name => {
    if (name === field) return false;
    const { removedIn } = historyAt(object, parent === '' ? name : `${parent}.${name}`);
    return removedIn !== undefined && removedIn > minor;
  });
}

/** When a field exists; the seed of a gardenlet has the history of its configuration. */
function historyAt({ apiVersion, kind }: KubernetesObject, path: string): Availability {
  const pattern = path.replace(/\[\d+\]/g, '[]');
  const [, config] = /^spec\.(?:template\.spec\.)?(?:gardenlet\.)?config\.(.*)$/.exec(pattern) ?? [];
  return config === undefined
    ? fieldAvailability(apiVersion, kind, pattern)
    : fieldAvailability('gardenlet.config.gardener.cloud/v1alpha1', 'GardenletConfiguration', config);
}

/** The name that a finding says was meant. */
function nearIn(fix: string | undefined): string | undefined {
  return /did you mean ([^\s?]+)/.exec(fix ?? '')?.[1];
}

/** What is missing or holds only together with it, and the name of a Namespace: a kustomization gives it that of its own. */
function isSettledLater({ object }: ViewObject, { type, rule }: Finding): boolean {
  return (
    type === 'required' ||
    rule === 'SCHEMA-CEL' ||
    ((rule === 'OBJ-NAME' || rule === 'META-NAME') && object.apiVersion === 'v1' && object.kind === 'Namespace')
  );
}

/** What is asked of new objects only; the export of a live one is none. */
const ofCreation: ReadonlySet<string> = new Set(['SHOOT-PROFILE-TWICE']);

const otherReferences = new Set([
  'MANAGED-SEED-SHOOT-NOT-FOUND',
  'MANAGED-SEED-DNS-PROVIDER',
  'SHOOT-REFERENCE',
  'FLUX-SOURCE-MISSING',
  'FLUX-PATH-MISSING',
  'FLUX-DEPENDS-MISSING',
  'FLUX-SUBSTITUTE-MISSING',
]);

function isReference(rule: string): boolean {
  return rule.startsWith('XR-') || otherReferences.has(rule);
}

/** References by the type of an extension have nothing to do with names of objects. */
function isByName(rule: string): boolean {
  return rule.startsWith('XR-') && !rule.endsWith('-TYPE');
}

function isGardener({ object }: ViewObject): boolean {
  return groupOf(object.apiVersion).endsWith('gardener.cloud');
}
