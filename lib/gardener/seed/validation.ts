import type { Seed, SeedSpec } from '../../../imports/core.gardener.cloud/v1beta1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123LabelProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateExtensions } from '../validation/extensions';
import { validateAnnotations, validateLabels } from '../../kubernetes/meta/labels';
import { validateObjectMeta, validateObjectMetaUpdate } from '../../kubernetes/meta/object-meta';
import { isCarriedOut, operationAnnotation, operationPath } from '../validation/operation-annotation';
import { validateResources } from '../validation/resources';
import { taintId } from '../validation/tolerations';
import { validateSeedBackup, validateSeedBackupUpdate } from './validation/backup';
import { validateSeedDNS, validateSeedDNSUpdate } from './validation/dns';
import { validateSeedIngress, validateSeedIngressUpdate } from './validation/ingress';
import { validateSeedNetworks, validateSeedNetworksUpdate } from './validation/networks';
import { validateSeedSettings } from './validation/settings';
import type { SeedSite } from './validation/site';
import { validateSeedVolume } from './validation/volume';

const rule = ruleTable('gardener:pkg/api/core/validation/seed.go v1.150', {
  'SEED-OPERATION': 'a seed knows no such operation',
  'SEED-OPERATION-PENDING': {
    reason: 'an operation that is still pending must not be replaced by another one',
    fix: 'wait until the annotation is gone, then set the next operation',
  },
  'SEED-PROVIDER-TYPE': { reason: 'a seed needs the type of its provider', fix: 'set provider.type' },
  'SEED-PROVIDER-REGION': { reason: 'a seed needs the region of its provider', fix: 'set provider.region' },
  'SEED-PROVIDER-ZONE-DUPLICATE': { reason: 'a zone is listed once', fix: 'remove the second entry' },
  'SEED-TAINT-KEY': { reason: 'a taint needs a key', fix: 'set key, for example seed.gardener.cloud/protected' },
  'SEED-TAINT-DUPLICATE': { reason: 'a taint is listed once', fix: 'remove the second entry' },
});

/** The rules about Seeds as a whole. */
export const seedRules = Object.values(rule);

/** A seed below a gardenlet: labels, annotations and specification of the Seed that the gardenlet will create. */
export interface SeedTemplate {
  readonly metadata?: Pick<Seed['metadata'], 'labels' | 'annotations'>;
  readonly spec?: SeedSpec;
}

const metadata = FieldPath.of('metadata');
const spec = FieldPath.of('spec');
const operations = ['reconcile', 'renew-garden-access-secrets', 'renew-kubeconfig', 'renew-workload-identity-tokens'];

/** A new Seed, with its defaults (`ValidateSeed`). */
export function validateSeed(seed: Loose<Seed>, report: Report): void {
  const scope = { namespaced: false, nameProblems: dns1123LabelProblems, path: metadata };
  validateObjectMeta(seed.metadata, scope, report);
  const operation = seed.metadata?.annotations?.[operationAnnotation] ?? '';
  if (operation !== '' && !operations.includes(operation))
    report.notSupported(rule['SEED-OPERATION'], operationPath, operation, operations);
  validateSeedSpec(seed.spec ?? {}, { path: spec, template: false }, report);
}

/** A changed Seed, judged as a new one too (`ValidateSeedUpdate`). */
export function validateSeedUpdate(next: Loose<Seed>, old: Loose<Seed>, report: Report): void {
  validateObjectMetaUpdate(next.metadata, old.metadata, metadata, report);
  const operation = next.metadata?.annotations?.[operationAnnotation] ?? '';
  const pending = old.metadata?.annotations?.[operationAnnotation] ?? '';
  if (operation !== '' && pending !== '' && operation !== pending && !isCarriedOut(next, old))
    report.forbidden(rule['SEED-OPERATION-PENDING'], operationPath, { value: operation });
  validateSeedSpecUpdate(next.spec ?? {}, old.spec ?? {}, spec, report);
  validateSeed(next, report);
}

/** The seed of a gardenlet configuration: provider, networks and ingress may be left to the gardenlet (`ValidateSeedTemplate`). */
export function validateSeedTemplate(template: Loose<SeedTemplate>, path: FieldPath, report: Report): void {
  validateLabels(template.metadata?.labels, path.child('metadata', 'labels'), report);
  validateAnnotations(template.metadata?.annotations, path.child('metadata', 'annotations'), report);
  validateSeedSpec(template.spec ?? {}, { path: path.child('spec'), template: true }, report);
}

/** The changed seed of a gardenlet configuration (`ValidateSeedTemplateUpdate`); it does not include {@link validateSeedTemplate}. */
export function validateSeedTemplateUpdate(
  next: Loose<SeedTemplate>,
  old: Loose<SeedTemplate>,
  path: FieldPath,
  report: Report,
): void {
  validateSeedSpecUpdate(next.spec ?? {}, old.spec ?? {}, path.child('spec'), report);
}

function validateSeedSpec(seed: Loose<SeedSpec>, site: SeedSite, report: Report): void {
  const { path } = site;
  const zones = seed.provider?.zones ?? [];
  validateProvider(seed, site, report);
  validateSeedNetworks(seed.networks, site, report);
  validateSeedBackup(seed.backup, seed.provider?.type ?? '', path.child('backup'), report);
  validateTaints(seed, path.child('taints'), report);
  validateSeedVolume(seed.volume, path.child('volume'), report);
  validateSeedSettings(seed.settings, zones, path.child('settings'), report);
  validateSeedIngress(seed, site, report);
  validateSeedDNS(seed.dns, path.child('dns'), report);
  validateExtensions(seed.extensions, path.child('extensions'), report);
  validateResources(seed.resources, path.child('resources'), report, { allowWorkloadIdentity: true });
}

function validateSeedSpecUpdate(next: Loose<SeedSpec>, old: Loose<SeedSpec>, path: FieldPath, report: Report): void {
  validateSeedNetworksUpdate(next.networks, old.networks, path.child('networks'), report);
  validateSeedIngressUpdate(next.ingress, old.ingress, path.child('ingress'), report);
  validateSeedBackupUpdate(next.backup, old.backup, path.child('backup'), report);
  validateSeedDNSUpdate(next.dns, old.dns, path.child('dns'), report);
}

function validateProvider({ provider }: Loose<SeedSpec>, { path, template }: SeedSite, report: Report): void {
  const at = path.child('provider');
  if (!template && (provider?.type ?? '') === '') report.required(rule['SEED-PROVIDER-TYPE'], at.child('type'));
  if (!template && (provider?.region ?? '') === '') report.required(rule['SEED-PROVIDER-REGION'], at.child('region'));
  // upstream stops at the first one
  const zones = provider?.zones ?? [];
  const twice = zones.findIndex((zone, index) => zones.indexOf(zone) < index);
  if (twice >= 0) report.duplicate(rule['SEED-PROVIDER-ZONE-DUPLICATE'], at.child('zones').index(twice), zones[twice]);
}

function validateTaints({ taints = [] }: Loose<SeedSpec>, path: FieldPath, report: Report): void {
  const seen = new Set<string>();
  for (const [index, taint] of taints.entries()) {
    if ((taint.key ?? '') === '') report.required(rule['SEED-TAINT-KEY'], path.index(index).child('key'));
    const id = taintId(taint);
    if (seen.has(id)) report.duplicate(rule['SEED-TAINT-DUPLICATE'], path.index(index), id);
    seen.add(id);
  }
}
