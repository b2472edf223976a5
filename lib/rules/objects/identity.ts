import { FieldPath } from '../../core/field-path';
import {
  dns1035LabelProblems,
  dns1123LabelProblems,
  dns1123SubdomainProblems,
  isPathSegmentName,
  type Problems,
} from '../../core/names';
import type { Severity } from '../../core/finding';
import { groupOf, type KubernetesObject } from '../../core/object';
import type { Report } from '../report';
import { ruleTable } from '../rule';
import { scopeIn } from '../scope';
import type { Check } from '../topic';
import type { View, ViewObject } from '../view';

const rule = ruleTable('kustomize-controller v1.9, kustomize v5.8.1 (flux.md 5.2)', {
  'OBJ-NAME-MISSING': {
    reason: 'Flux applies objects by name, so that every object needs one',
    fix: 'set metadata.name',
  },
  'OBJ-GENERATE-NAME': {
    reason: 'Flux cannot apply an object whose name the API server makes up',
    fix: 'set metadata.name instead of metadata.generateName',
  },
  'OBJ-NAME': {
    reason: 'the name is not one that the API server accepts for this kind',
    source: 'apimachinery:pkg/api/validation/generic.go v0.36',
  },
  'OBJ-DUPLICATE': {
    reason: 'the same object is applied twice in one cluster',
    fix: 'remove one of them, or give one another name',
    source: 'kustomize refuses it inside one unit; across units Flux lets two owners fight (design.md 2)',
  },
  'OBJ-DUPLICATE-FOLDER': {
    severity: 'warning',
    reason: 'the same object is in two files of one folder',
    fix: 'if both are applied, remove one of them',
    source: 'Flux applies all files of a folder that has no kustomization.yaml',
  },
  'OBJ-LOCAL-CONFIG': {
    reason: 'kustomize drops objects with the annotation config.kubernetes.io/local-config silently',
    fix: 'remove the annotation',
  },
});

/** What the configuration of a transformer or generator of kustomize has instead of a version. */
const kustomizePlugin = 'builtin';

/** Names: present, legal for the kind, and each object once per cluster. */
export const identityChecks: readonly Check[] = [{ rules: Object.values(rule), tree: checkIdentity }];

function checkIdentity(view: View, reportFor: (entry: ViewObject) => Report): void {
  const seen = new Map<string, ViewObject>();
  const scopes = scopeIn(view);
  for (const entry of view.objects) {
    // a kustomization, the configuration of a component: nobody stores them, they need no name
    if (scopes(groupOf(entry.object.apiVersion), entry.object.kind) === 'Config') continue;
    if (entry.object.apiVersion === kustomizePlugin) continue;
    checkName(entry, reportFor, scopes(groupOf(entry.object.apiVersion), entry.object.kind) !== undefined);
    const { object } = entry;
    const { name } = object.metadata;
    if (typeof name !== 'string') continue;
    // nobody knows whether two folders of somebody else's tree meet in one cluster
    const cluster = entry.cluster === '' ? entry.unit : entry.cluster;
    const key = `${cluster} ${groupOf(object.apiVersion)} ${object.kind} ${object.metadata.namespace ?? 'default'} ${name}`;
    const twin = seen.get(key);
    if (twin === undefined) seen.set(key, entry);
    else if (entry.cluster === '' && !appliedTogether(entry, twin))
      reportFor(entry).add(rule['OBJ-DUPLICATE-FOLDER'], FieldPath.of('metadata', 'name'), {
        value: name,
        message: duplicateMessage(entry, twin),
      });
    else
      reportFor(entry).add(rule['OBJ-DUPLICATE'], FieldPath.of('metadata', 'name'), {
        value: name,
        message: duplicateMessage(entry, twin),
      });
  }
}

/** Two files of somebody else's folder may be alternatives. */
function appliedTogether(entry: ViewObject, twin: ViewObject): boolean {
  return entry.origin()?.file === twin.origin()?.file;
}

function duplicateMessage(entry: ViewObject, twin: ViewObject): string {
  const versions =
    entry.object.apiVersion === twin.object.apiVersion
      ? ''
      : ` (as ${twin.object.apiVersion} and as ${entry.object.apiVersion})`;
  const origin = twin.origin();
  const place =
    origin === undefined
      ? twin.unit === ''
        ? undefined
        : `unit ${twin.unit}`
      : [origin.file, origin.line].filter(part => part !== undefined).join(':');
  return `${rule['OBJ-DUPLICATE'].reason}${versions}${place === undefined ? '' : `; the other one comes from ${place}`}`;
}

function checkName(entry: ViewObject, reportFor: (entry: ViewObject) => Report, known: boolean): void {
  const { metadata } = entry.object;
  const { name, generateName, annotations } = metadata;
  if (annotations?.['config.kubernetes.io/local-config'] === 'true')
    reportFor(entry).add(
      rule['OBJ-LOCAL-CONFIG'],
      FieldPath.of('metadata', 'annotations').key('config.kubernetes.io/local-config'),
    );
  if (name === undefined || name === '') {
    if (generateName === undefined)
      reportFor(entry).required(severely(rule['OBJ-NAME-MISSING'], known), FieldPath.of('metadata', 'name'));
    else
      reportFor(entry).add(rule['OBJ-GENERATE-NAME'], FieldPath.of('metadata', 'generateName'), {
        value: generateName,
      });
    return;
  }
  for (const problem of nameProblems(entry.object, name))
    reportFor(entry).invalid(severely(rule['OBJ-NAME'], known), FieldPath.of('metadata', 'name'), name, {
      message: problem,
    });
}

/** An unknown kind may be the configuration of a program, that no API server ever sees. */
function severely<R extends { readonly severity: Severity }>(found: R, known: boolean): R {
  return known ? found : { ...found, severity: 'warning' };
}

const labels = new Set([
  '/Namespace',
  'core.gardener.cloud/Seed',
  'core.gardener.cloud/Shoot',
  'core.gardener.cloud/ExposureClass',
  'seedmanagement.gardener.cloud/Gardenlet',
  'seedmanagement.gardener.cloud/ManagedSeed',
]);

/** Kinds, or all kinds of a group, whose names may be anything that a path takes. */
const pathSegments = new Set([
  'rbac.authorization.k8s.io',
  'apiregistration.k8s.io/APIService',
  'certificates.k8s.io/CertificateSigningRequest',
  'policy/PodDisruptionBudget',
]);

/** Why a name is refused for a kind; RBAC takes nearly anything, most kinds a DNS name. */
function nameProblems({ apiVersion, kind }: KubernetesObject, name: string): Problems {
  const group = groupOf(apiVersion);
  if (pathSegments.has(group) || pathSegments.has(`${group}/${kind}`)) return pathSegmentProblems(name);
  if (group === '' && kind === 'Service') return dns1035LabelProblems(name);
  return labels.has(`${group}/${kind}`) ? dns1123LabelProblems(name) : dns1123SubdomainProblems(name);
}

function pathSegmentProblems(name: string): Problems {
  return isPathSegmentName(name) ? [] : ['must not be "." or "..", nor hold "/" or "%"'];
}
