import { maxLabelLength } from '../../core/names';
import { isMap, type PlainMap } from '../../core/plain-map';
import { suggest } from '../../core/suggest';
import { Constraint } from '../../core/version-constraint';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { Check } from '../../rules/topic';
import type { ViewObject } from '../../rules/view';
import { mapAt, textOf, textsOf } from '../plain';
import { knownComponents } from '../config/lints/installation';

const rule = ruleTable('flux-operator:api/v1/fluxinstance_types.go v0.58', {
  'FLUX-INSTANCE-NAME': { reason: 'a FluxInstance has the name flux: any other is refused', fix: 'name it flux' },
  'FLUX-INSTANCE-REQUIRED': 'the FluxInstance needs this field',
  'FLUX-INSTANCE-VALUE': 'the FluxInstance does not know this value',
  'FLUX-INSTANCE-VERSION': {
    reason: 'the version of a FluxInstance is a release or a range of releases, such as 2.9.x',
    source: 'flux-operator:internal/builder/semver.go v0.58',
  },
  'FLUX-INSTANCE-REGISTRY': 'a slash at the end of the registry doubles in the image names',
  'FLUX-INSTANCE-URL': 'the URL does not fit its kind',
  'FLUX-INSTANCE-COMPONENT': 'there is no such component of Flux',
  'FLUX-INSTANCE-COMPONENTS': {
    severity: 'warning',
    reason: 'without source-controller and kustomize-controller nothing in Git is applied',
  },
  'FLUX-INSTANCE-REF': {
    reason: 'the reference to a Git repository is a full one, such as refs/heads/main: a name alone is not found',
    source: 'fluxcd/pkg:git/gogit/clone.go',
  },
  'FLUX-INSTANCE-INTERVAL': 'an interval is a number with ms, s, m or h',
  'FLUX-INSTANCE-SYNC-NAME': `the name of the sync is that of a Flux Kustomization, and has at most ${maxLabelLength} characters`,
  'FLUX-INSTANCE-PROVIDER': 'the provider does not log in to sources of this kind',
  'FLUX-INSTANCE-STORAGE': 'shards with persistent storage need spec.storage',
  'FLUX-INSTANCE-IDENTITY': 'multitenantWorkloadIdentity needs objectLevelWorkloadIdentity',
});

/** What the API server or Flux Operator refuses in a FluxInstance. */
export const instanceChecks: readonly Check[] = [
  { rules: Object.values(rule), kinds: ['fluxcd.controlplane.io/FluxInstance'], object: checkInstance },
];

function checkInstance({ object }: ViewObject, report: Report): void {
  const spec = mapAt(object, 'spec');
  if (object.metadata.name !== 'flux')
    report.invalid(rule['FLUX-INSTANCE-NAME'], 'metadata.name', object.metadata.name);
  checkClosed(spec, report);
  checkRequired(spec, report);
  checkDistribution(mapAt(spec, 'distribution'), report);
  checkComponents(spec, report);
  checkCluster(spec, report);
  if (isMap(spec['sync'])) checkSync(spec['sync'], report);
}

/** Fields with a closed set of values. */
const closed: readonly (readonly [string, string, readonly string[]])[] = [
  ['cluster', 'type', ['kubernetes', 'openshift', 'aws', 'azure', 'gcp']],
  ['cluster', 'size', ['small', 'medium', 'large']],
  [
    'distribution',
    'variant',
    ['upstream-alpine', 'enterprise-alpine', 'enterprise-distroless', 'enterprise-distroless-fips'],
  ],
  ['sharding', 'storage', ['ephemeral', 'persistent']],
  ['sync', 'kind', ['OCIRepository', 'GitRepository', 'Bucket']],
  ['sync', 'provider', ['generic', 'aws', 'azure', 'gcp', 'github']],
];

function checkClosed(spec: PlainMap, report: Report): void {
  for (const [block, field, allowed] of closed) {
    const value = mapAt(spec, block)[field];
    if (value === undefined || value === null || allowed.includes(textOf(value))) continue;
    report.notSupported(rule['FLUX-INSTANCE-VALUE'], `spec.${block}.${field}`, value, allowed);
  }
}

/** Fields that a block needs where it is there. */
const required: readonly (readonly [string, readonly string[]])[] = [
  ['sharding', ['shards']],
  ['storage', ['class', 'size']],
  ['sync', ['kind', 'url', 'ref', 'path']],
];

function checkRequired(spec: PlainMap, report: Report): void {
  const blocks = required.filter(([block]) => isMap(spec[block]));
  for (const [block, fields] of [['distribution', ['version', 'registry']] as const, ...blocks])
    for (const field of fields) {
      const value = mapAt(spec, block)[field];
      const isThere = Array.isArray(value) ? value.length > 0 : textOf(value) !== '';
      if (!isThere) report.required(rule['FLUX-INSTANCE-REQUIRED'], `spec.${block}.${field}`);
    }
}

function checkDistribution({ version, registry, artifact }: PlainMap, report: Report): void {
  const at = 'spec.distribution';
  if (textOf(version) !== '' && Constraint.parse(textOf(version)) === undefined)
    report.invalid(rule['FLUX-INSTANCE-VERSION'], `${at}.version`, version);
  if (textOf(registry).endsWith('/'))
    report.invalid(rule['FLUX-INSTANCE-REGISTRY'], `${at}.registry`, registry, {
      fix: `write ${textOf(registry).replace(/\/+$/, '')}`,
    });
  if (textOf(artifact) !== '' && !textOf(artifact).startsWith('oci://'))
    report.invalid(rule['FLUX-INSTANCE-URL'], `${at}.artifact`, artifact, { allowed: ['oci://...'] });
}

function checkComponents(spec: PlainMap, report: Report): void {
  const components = textsOf(spec['components']);
  for (const [index, component] of components.entries()) {
    if (knownComponents.includes(component)) continue;
    const meant = suggest(component, knownComponents);
    report.notSupported(
      rule['FLUX-INSTANCE-COMPONENT'],
      `spec.components[${index}]`,
      component,
      knownComponents,
      meant === undefined ? {} : { fix: `did you mean ${meant}?` },
    );
  }
  const missing = ['source-controller', 'kustomize-controller'].filter(name => !components.includes(name));
  if (components.length > 0 && missing.length > 0)
    report.add(rule['FLUX-INSTANCE-COMPONENTS'], 'spec.components', {
      value: components,
      fix: `add ${missing.join(' and ')}`,
    });
}

function checkCluster(spec: PlainMap, report: Report): void {
  const { multitenantWorkloadIdentity, objectLevelWorkloadIdentity } = mapAt(spec, 'cluster');
  if (multitenantWorkloadIdentity === true && objectLevelWorkloadIdentity !== true)
    report.invalid(rule['FLUX-INSTANCE-IDENTITY'], 'spec.cluster', multitenantWorkloadIdentity);
  if (mapAt(spec, 'sharding')['storage'] === 'persistent' && !isMap(spec['storage']))
    report.required(rule['FLUX-INSTANCE-STORAGE'], 'spec.storage');
}

const schemes: Readonly<Record<string, readonly string[]>> = {
  GitRepository: ['https://', 'http://', 'ssh://'],
  OCIRepository: ['oci://'],
};

const providers: Readonly<Record<string, readonly string[]>> = {
  GitRepository: ['generic', 'aws', 'azure', 'github'],
  OCIRepository: ['generic', 'aws', 'azure', 'gcp'],
  Bucket: ['generic', 'aws', 'azure', 'gcp'],
};

const duration = /^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$/;

function checkSync(sync: PlainMap, report: Report): void {
  const [kind, url] = [textOf(sync['kind']), textOf(sync['url'])];
  const [ref, provider] = [textOf(sync['ref']), textOf(sync['provider'])];
  const at = 'spec.sync';
  const allowed = schemes[kind];
  if (url !== '' && allowed !== undefined && !allowed.some(scheme => url.startsWith(scheme)))
    report.invalid(rule['FLUX-INSTANCE-URL'], `${at}.url`, url, { allowed: allowed.map(scheme => `${scheme}...`) });
  if (kind === 'GitRepository' && ref !== '' && ref !== 'HEAD' && !ref.startsWith('refs/'))
    report.invalid(rule['FLUX-INSTANCE-REF'], `${at}.ref`, ref, { fix: `write refs/heads/${ref} or refs/tags/${ref}` });
  if (provider !== '' && providers[kind]?.includes(provider) === false)
    report.invalid(rule['FLUX-INSTANCE-PROVIDER'], `${at}.provider`, provider, { allowed: providers[kind] });
  if (sync['interval'] !== undefined && !duration.test(textOf(sync['interval'])))
    report.invalid(rule['FLUX-INSTANCE-INTERVAL'], `${at}.interval`, sync['interval']);
  const name = textOf(sync['name']);
  if (name.length > maxLabelLength) report.tooLong(rule['FLUX-INSTANCE-SYNC-NAME'], `${at}.name`, name, maxLabelLength);
}
