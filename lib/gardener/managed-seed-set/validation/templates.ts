import type { ShootTemplate } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { GardenletConfiguration } from '../../../../imports/gardenlet.config.gardener.cloud/v1alpha1';
import type { LabelSelector, ObjectMeta } from '../../../../imports/meta/v1';
import type {
  ManagedSeedSetSpec,
  ManagedSeedTemplate,
} from '../../../../imports/seedmanagement.gardener.cloud/v1alpha1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { validateManagedSeedSpec, validateManagedSeedSpecUpdate } from '../../managed-seed/validation';
import type { ValidationContext } from '../../validation-context';
import { validateShootTemplate, validateShootTemplateUpdate } from '../../shoot/validation/template';
import { matchesSelector } from '../../../kubernetes/meta/label-selector';
import { validateAnnotations, validateLabels } from '../../../kubernetes/meta/labels';

const rule = ruleTable('gardener:pkg/api/seedmanagement/validation/managedseedset.go v1.150', {
  'MANAGED-SEED-SET-LABELS': {
    reason: 'the selector must match the labels of everything that is made of the templates',
    fix: 'add the labels of spec.selector here',
  },
  'MANAGED-SEED-SET-SHOOT': {
    reason: 'every ManagedSeed of the set gets a Shoot that is made of shootTemplate',
    fix: 'remove spec.template.spec.shoot',
  },
  'MANAGED-SEED-SET-SEED-CONFIG': { reason: 'the template must describe the seed', fix: 'set seedConfig' },
  'MANAGED-SEED-SET-WORKERS': {
    reason: 'a Shoot without workers cannot become a seed',
    fix: 'add a worker pool to spec.shootTemplate.spec.provider.workers',
  },
});

/** The rules about the templates of ManagedSeedSets. */
export const managedSeedSetTemplateRules = Object.values(rule);

/** A selector that can be evaluated. */
export type TemplateSelector = Loose<LabelSelector>;

/** Where the templates lie, and what they are compared with. */
export interface TemplateScope {
  /** Of the spec that holds them. */
  readonly path: FieldPath;
  readonly context: ValidationContext;
  /** Absent when the selector is wrong: labels cannot be judged then. */
  readonly selector?: TemplateSelector | undefined;
  /** The spec before a change. */
  readonly oldSpec?: Loose<ManagedSeedSetSpec> | undefined;
}

/** A change of the spec that holds the templates. */
export interface TemplateChange {
  readonly next: Spec;
  readonly old: Spec;
  readonly context: ValidationContext;
}

type Spec = Loose<ManagedSeedSetSpec>;

/** The templates of ManagedSeed and Shoot (`ValidateManagedSeedTemplateForManagedSeedSet`, `ValidateShootTemplateForManagedSeedSet`). */
export function validateTemplates(spec: Spec, scope: TemplateScope, report: Report): void {
  const path = scope.path.child('template');
  validateManagedSeedTemplate(spec.template ?? {}, { ...scope, path }, report);
  validateShoots(spec.shootTemplate ?? {}, { ...scope, path: scope.path.child('shootTemplate') }, report);
}

/** What stays as it is in the templates. */
export function validateTemplatesUpdate({ next, old, context }: TemplateChange, path: FieldPath, report: Report): void {
  const managedSeed = path.child('template', 'spec');
  validateManagedSeedSpecUpdate(next.template?.spec, old.template?.spec, managedSeed, report);
  const at = path.child('shootTemplate');
  validateShootTemplateUpdate(next.shootTemplate ?? {}, old.shootTemplate ?? {}, at, report, context);
}

function validateManagedSeedTemplate(template: Loose<ManagedSeedTemplate>, scope: TemplateScope, report: Report): void {
  const { path } = scope;
  const { metadata, spec } = template;
  validateTemplateLabels(metadata, path.child('metadata'), scope, report);
  validateLabels(metadata?.labels, path.child('metadata', 'labels'), report);
  validateAnnotations(metadata?.annotations, path.child('metadata', 'annotations'), report);
  validateManagedSeedSpec(spec, { path: path.child('spec'), inTemplate: true }, report);
  if (spec?.shoot !== undefined) report.forbidden(rule['MANAGED-SEED-SET-SHOOT'], path.child('spec', 'shoot'));
  const config: Loose<GardenletConfiguration> | undefined = spec?.gardenlet?.config;
  const seedConfig = path.child('spec', 'gardenlet', 'config', 'seedConfig');
  if (config?.seedConfig === undefined) report.required(rule['MANAGED-SEED-SET-SEED-CONFIG'], seedConfig);
  else validateTemplateLabels(config.seedConfig.metadata, seedConfig.child('metadata'), scope, report);
}

function validateShoots(template: Loose<ShootTemplate>, scope: TemplateScope, report: Report): void {
  const { path } = scope;
  validateTemplateLabels(template.metadata, path.child('metadata'), scope, report);
  const workers = template.spec?.provider?.workers ?? [];
  if (workers.length === 0)
    report.invalid(rule['MANAGED-SEED-SET-WORKERS'], path.child('spec', 'provider', 'workers'), workers);
  validateShootTemplate(template, path, report, scope.context, scope.oldSpec?.shootTemplate);
}

function validateTemplateLabels(
  metadata: Loose<ObjectMeta> | undefined,
  path: FieldPath,
  { selector }: TemplateScope,
  report: Report,
): void {
  if (selector !== undefined && !matchesSelector(selector, metadata?.labels))
    report.invalid(rule['MANAGED-SEED-SET-LABELS'], path.child('labels'), metadata?.labels);
}
