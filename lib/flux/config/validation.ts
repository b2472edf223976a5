import { type FieldPath } from '../../core/field-path';
import { dns1123LabelProblems, isDNS1123Subdomain } from '../../core/names';
import { isMap, type PlainMap } from '../../core/plain-map';
import type { Report } from '../../rules/report';
import { mapAt, textOf } from '../plain';
import type { AdditionalSecret, FluxConfig, FluxConfigSource, FluxInstallation, ShootResource } from './flux-config';
import { upstreamRules as rule } from './rules';
import {
  decodeSourceTemplate,
  isSource,
  supportedSources,
  type BadTemplate,
  type SourceTemplate,
} from './source-template';

/** What is judged: a configuration, the resources of its Shoot, and where it stands. */
export interface ConfigPlace {
  readonly config: FluxConfig;
  readonly resources: readonly ShootResource[];
  readonly path: FieldPath;
}

/** Components without which nothing is reconciled. */
const requiredComponents = ['kustomize-controller', 'source-controller'];

/** The verdict of the extension. Source: shoot-flux:pkg/apis/flux/v1alpha1/validation/fluxconfig.go v0.27.0 */
export function validateFluxConfig(place: ConfigPlace, report: Report): void {
  const { config, path } = place;
  const { flux, source, kustomization } = config;
  if (flux !== undefined) validateInstallation(flux, path.child('flux'), report);
  if (source === undefined && kustomization !== undefined)
    report.invalid(rule['FX-SOURCE-MISSING'], path.child('source'), null);
  if (kustomization === undefined && source !== undefined)
    report.invalid(rule['FX-KS-MISSING'], path.child('kustomization'), null);
  if (source !== undefined) validateSource(source, place, report);
  if (kustomization !== undefined)
    validateKustomization(kustomization.template, path.child('kustomization', 'template'), report);
  for (const [index, secret] of (config.additionalSecretResources ?? []).entries())
    validateAdditional(secret, { ...place, path: path.child('additionalSecretResources').index(index) }, report);
}

function validateInstallation(
  { namespace, components = [], componentsExtra = [] }: FluxInstallation,
  path: FieldPath,
  report: Report,
): void {
  if (namespace !== undefined && namespace !== '') {
    for (const message of dns1123LabelProblems(namespace))
      report.invalid(rule['FX-NAMESPACE'], path.child('namespace'), namespace, { message });
  }
  if (components.length === 0) return;
  for (const required of requiredComponents) {
    if (components.includes(required) || componentsExtra.includes(required)) continue;
    report.invalid(rule['FX-COMP-REQUIRED'], path.child('components'), components, {
      message: `${required} is always needed`,
    });
  }
}

function validateSource(source: FluxConfigSource, place: ConfigPlace, report: Report): void {
  const path = place.path.child('source');
  const templatePath = path.child('template');
  const template = decodeSourceTemplate(source.template);
  if (!isSource(template)) {
    refuseTemplate(template, source, { path: templatePath, report });
    return;
  }
  if (!template.supported) {
    report.notSupported(rule['FX-SRC-KIND'], templatePath.child('kind'), template.kind, supportedSources);
    return;
  }
  validateSpec(template, templatePath.child('spec'), report);
  validateSecret(source, { ...place, path }, { template, report });
}

function refuseTemplate(
  template: BadTemplate,
  source: FluxConfigSource,
  to: { path: FieldPath; report: Report },
): void {
  const { path, report } = to;
  const message = template.problem;
  if (template.reason === 'absent') report.required(rule['FX-TEMPLATE'], path, { message });
  else report.invalid(badTemplateRule(template, source), path, typeMetaOf(source), { message });
}

/** A template may hold secrets by mistake: only its type is shown. */
function typeMetaOf({ template }: FluxConfigSource): string {
  const { apiVersion, kind } = isMap(template) ? template : {};
  return `${textOf(apiVersion)} ${textOf(kind)}`.trim();
}

function badTemplateRule({ reason }: BadTemplate, { template }: FluxConfigSource): (typeof rule)[keyof typeof rule] {
  const apiVersion = isMap(template) ? textOf(template['apiVersion']) : '';
  if (reason === 'kind' || (reason === 'apiVersion' && apiVersion === '')) return rule['FX-SRC-TYPEMETA'];
  return reason === 'apiVersion' ? rule['FX-SRC-APIVERSION'] : rule['FX-TEMPLATE'];
}

function validateSpec({ kind, object }: SourceTemplate, path: FieldPath, report: Report): void {
  const { ref, url } = mapAt(object, 'spec');
  if (kind === 'GitRepository') {
    if (!isMap(ref) || Object.keys(ref).length === 0) report.required(rule['FX-SRC-REF'], path.child('ref'));
    if (textOf(url) === '') report.required(rule['FX-SRC-URL'], path.child('url'));
    return;
  }
  if (textOf(url) === '') report.required(rule['FX-SRC-URL'], path.child('url'));
  else if (!textOf(url).startsWith('oci://')) report.invalid(rule['FX-SRC-URL'], path.child('url'), url);
  if (!isMap(ref)) report.required(rule['FX-SRC-REF'], path.child('ref'));
  else if (['tag', 'semver', 'digest'].every(field => textOf(ref[field]) === ''))
    report.invalid(rule['FX-SRC-REF'], path.child('ref'), ref);
}

function validateSecret(
  { secretResourceName = '' }: FluxConfigSource,
  { resources, path }: ConfigPlace,
  { template, report }: { template: SourceTemplate; report: Report },
): void {
  const refPath = path.child('template', 'spec', 'secretRef');
  const namePath = path.child('secretResourceName');
  const hasRef = textOf(mapAt(template.object, 'spec', 'secretRef')['name']) !== '';
  const hasName = secretResourceName !== '';
  if (hasRef && !hasName)
    report.required(rule['FX-SECRET-RESOURCE'], namePath, { message: 'needed because spec.secretRef is set' });
  if (!hasRef && hasName)
    report.required(rule['FX-SECRET-RESOURCE'], refPath, { message: 'needed because secretResourceName is set' });
  if (hasName) validateResource(secretResourceName, { resources, path: namePath }, report);
}

function validateKustomization(template: PlainMap, path: FieldPath, report: Report): void {
  const { apiVersion, kind } = template;
  const type = `${groupVersion(textOf(apiVersion))} ${textOf(kind)}`;
  if (type !== ' ' && type !== 'kustomize.toolkit.fluxcd.io/v1 Kustomization') {
    const allowed = 'kustomize.toolkit.fluxcd.io/v1';
    report.notSupported(rule['FX-KS-KIND'], path.child('apiVersion'), apiVersion ?? '', [allowed]);
    report.notSupported(rule['FX-KS-KIND'], path.child('kind'), kind ?? '', ['Kustomization']);
  }
  if (textOf(mapAt(template, 'spec')['path']) === '') report.required(rule['FX-KS-PATH'], path.child('spec', 'path'));
}

/** An API version with two slashes counts as none. Source: apimachinery:pkg/runtime/schema/group_version.go (FromAPIVersionAndKind) */
function groupVersion(apiVersion: string): string {
  return apiVersion.split('/').length > 2 || apiVersion === '/' ? '' : apiVersion;
}

function validateAdditional({ name, targetName = '' }: AdditionalSecret, place: ConfigPlace, report: Report): void {
  if (targetName !== '' && !isDNS1123Subdomain(targetName))
    report.invalid(rule['FX-SECRET-TARGET'], place.path.child('targetName'), targetName);
  validateResource(name, { resources: place.resources, path: place.path.child('name') }, report);
}

function validateResource(
  name: string,
  { resources, path }: { resources: readonly ShootResource[]; path: FieldPath },
  report: Report,
): void {
  const resource = resources.find(candidate => candidate.name === name);
  if (resource === undefined)
    report.invalid(rule['FX-SECRET-RESOURCE'], path, name, {
      message: 'spec.resources of the Shoot has no such entry',
    });
  else if (resource.resourceRef?.kind !== 'Secret')
    report.invalid(rule['FX-SECRET-RESOURCE'], path, name, { message: 'the resource of that name is not a Secret' });
}
