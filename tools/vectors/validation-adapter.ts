import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Finding } from '../../lib/core/finding';
import type { KubernetesObject } from '../../lib/core/object';
import type { View } from '../../lib/rules/view';
import type { ValidationContext } from '../../lib/gardener/validation-context';

/** What a case of validation-vectors.json knows beside the object. */
export interface CaseContext extends ValidationContext {
  readonly now: Date;
  /** Objects that exist in the cluster (`contextObjects` that the base names), keyed as in the file: `CloudProfile/eu01`. */
  readonly objects: Readonly<Record<string, KubernetesObject>>;
}

/** What admission answers for one object: what was refused, and the object after the mutating plugins and defaulting. */
export interface AdmissionAnswer {
  readonly findings: readonly Finding[];
  readonly object: KubernetesObject;
}

/**
 * A field path of ours (as a pattern) and upstream's path for the same problem (with `$1` for its groups), where upstream's is a slip; `types`
 * maps an error type in the same way.
 */
export interface Slip {
  /** Only findings of this rule. @default all rules */
  readonly rule?: string;
  readonly ours: RegExp;
  readonly upstream: string;
  /** @default the same type */
  readonly types?: readonly [ours: string, upstream: string];
}

/** Answers the cases of some kinds: a file below `groups/validation/` exports one as `adapter`. It only adapts to functions of the library. */
export interface ValidationAdapter {
  /** `<Kind> <oracle>` of the bases that it answers, for example `Shoot core`. */
  readonly kinds: readonly string[];
  /**
   * Error findings and others of everything that judges one object: schema, gates, Gardener's rules. `object` is what the user wrote,
   * `old` the object as the server stored it (only for updates).
   */
  validate(object: KubernetesObject, old: KubernetesObject | undefined, context: CaseContext): readonly Finding[];
  /** The object as the server stores it on create, admission plugins aside. */
  defaults?(object: KubernetesObject, context: CaseContext): KubernetesObject;
  /** Verdict of the admission plugins in the world of the View (which does not hold the object itself). */
  admit?(
    object: KubernetesObject,
    old: KubernetesObject | undefined,
    world: { readonly view: View; readonly context: CaseContext },
  ): AdmissionAnswer;
  /** @default upstream's paths are ours */
  readonly slips?: readonly Slip[];
}

/** Every adapter below `groups/validation/`, by `<Kind> <oracle>`. */
export function validationAdapters(): ReadonlyMap<string, ValidationAdapter> {
  const folder = path.join(__dirname, 'groups', 'validation');
  const adapters = new Map<string, ValidationAdapter>();
  for (const file of fs.readdirSync(folder).sort()) {
    if (!file.endsWith('.ts')) continue;
    const { adapter } = require(path.join(folder, file)) as { adapter: ValidationAdapter };
    for (const kind of adapter.kinds) adapters.set(kind, adapter);
  }
  return adapters;
}
