import { FieldPath } from '../../core/field-path';
import type { PlainMap } from '../../core/plain-map';
import type { Report } from '../../rules/report';
import type { Check } from '../../rules/topic';
import type { View, ViewObject } from '../../rules/view';
import { mapAt, mapsOf, textOf } from '../plain';
import { hostIsKnown } from '../deploy-key';
import { extensionType, type ShootResource } from './flux-config';
import { judgeFluxConfig, type JudgedConfig } from './judge';
import { lintRules, upstreamRules } from './rules';
import { decodeSourceTemplate, isSource } from './source-template';
import { copiedSecrets } from './applied-objects';

/** The FluxConfig of Shoots: the verdict of the extension, which nothing gives before it reconciles, and our findings. */
export const shootChecks: readonly Check[] = [
  {
    rules: [...Object.values(upstreamRules), ...Object.values(lintRules)],
    kinds: ['core.gardener.cloud/Shoot'],
    object: checkShoot,
  },
];

/** The extension's entry of a Shoot. */
export interface FluxEntry {
  readonly path: FieldPath;
  readonly providerConfig: unknown;
  readonly resources: readonly ShootResource[];
}

/** The entry of a Shoot that bootstraps Flux; undefined when there is none, or it is disabled. */
export function fluxEntryOf({ object }: ViewObject): FluxEntry | undefined {
  const spec = mapAt(object, 'spec');
  const extensions: readonly unknown[] = Array.isArray(spec['extensions']) ? spec['extensions'] : [];
  const index = extensions.findIndex(extension => mapAt(extension)['type'] === extensionType);
  const entry = mapAt(extensions[index]);
  if (index < 0 || entry['disabled'] === true) return undefined;
  return {
    path: FieldPath.of('spec', 'extensions').index(index).child('providerConfig'),
    providerConfig: entry['providerConfig'],
    resources: mapsOf(spec['resources']),
  };
}

/** Unknown fields of the configuration are a matter of its schema; what the schema does not see are those of the source template. */
function checkShoot(entry: ViewObject, report: Report, view: View): void {
  const flux = fluxEntryOf(entry);
  if (flux === undefined) return;
  const judged = judgeFluxConfig(flux);
  const template = flux.path.child('source', 'template').toString();
  for (const finding of judged.report.findings) {
    if (finding.rule === 'FX-UNKNOWN-FIELD' && !finding.path.startsWith(template)) continue;
    report.findings.push(finding);
  }
  checkSecretKeys({ entry, flux, judged }, report, view);
}

interface Checked {
  readonly entry: ViewObject;
  readonly flux: FluxEntry;
  readonly judged: JudgedConfig;
}

/** The Secret of the source, where the tree holds it: encrypted ones show their keys too. */
function checkSecretKeys({ entry, flux, judged }: Checked, report: Report, view: View): void {
  const config = judged.defaulted;
  const resource = config && copiedSecrets(config).at(-1)?.name;
  if (config?.source?.secretResourceName === undefined || resource !== config.source.secretResourceName) return;
  const name = flux.resources.find(candidate => candidate.name === resource)?.resourceRef?.name ?? '';
  const secret = view.find('', 'Secret', entry.object.metadata.namespace, name);
  const template = decodeSourceTemplate(config.source.template);
  if (secret === undefined || !isSource(template)) return;
  const url = textOf(mapAt(template.object, 'spec')['url']);
  const missing = missingKeys(url, secret.object);
  const at = flux.path.child('source', 'secretResourceName');
  const knownHosts = url.startsWith('ssh://') ? readableText(secret.object, 'known_hosts') : undefined;
  if (knownHosts !== undefined && hostIsKnown(knownHosts, url) === false)
    report.add(lintRules['FX-KNOWN-HOSTS'], at, { value: name });
  if (missing === undefined) return;
  report.add(lintRules['FX-SECRET-KEYS'], at, {
    value: name,
    message: `Secret ${name} needs ${missing}`,
  });
}

/** The text of a key that is no secret; undefined when it is not there, or encrypted. */
function readableText(secret: PlainMap, key: string): string | undefined {
  if ('sops' in secret) return undefined;
  const plain = mapAt(secret, 'stringData')[key];
  if (typeof plain === 'string') return plain;
  const encoded = mapAt(secret, 'data')[key];
  return typeof encoded === 'string' ? Buffer.from(encoded, 'base64').toString('utf8') : undefined;
}

/** What a Secret lacks for a URL, in words. Source: source-controller:docs/spec/v1/gitrepositories.md v1.9 */
function missingKeys(url: string, secret: PlainMap): string | undefined {
  const keys = new Set([...Object.keys(mapAt(secret, 'data')), ...Object.keys(mapAt(secret, 'stringData'))]);
  if (url.startsWith('oci://')) {
    return secret['type'] === 'kubernetes.io/dockerconfigjson' ? undefined : 'the type kubernetes.io/dockerconfigjson';
  }
  if (url.startsWith('ssh://')) {
    const lacking = ['identity', 'known_hosts'].filter(key => !keys.has(key));
    return lacking.length === 0 ? undefined : `the key ${lacking.join(' and ')} for a repository over SSH`;
  }
  const isBasic = keys.has('username') && keys.has('password');
  const isApp = keys.has('githubAppID');
  const isTls = keys.has('ca.crt') || keys.has('tls.crt');
  return isBasic || isApp || isTls || keys.has('bearerToken') ? undefined : 'username and password, or bearerToken';
}
