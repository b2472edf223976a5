import type { FieldPath } from '../../../core/field-path';
import { isMap, type PlainMap } from '../../../core/plain-map';
import type { Report } from '../../../rules/report';
import { mapAt, textOf } from '../../plain';
import { under } from '../flux-config';
import { lintRules as rule } from '../rules';
import { decodeSourceTemplate, isSource } from '../source-template';
import { isOlderThan } from './installation';
import type { Linted } from './linted';

const digest = /^sha256:[0-9a-f]{64}$/;
const gitUrl = /^(http|https|ssh):\/\//;
/** Fields of a Git reference, the one that counts first. */
const precedence = ['commit', 'name', 'semver', 'tag', 'branch'];
const sourceTimeout = /^([0-9]+(\.[0-9]+)?(ms|s|m))+$/;
const duration = /^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$/;

/** The template of the source. */
export function lintSource(linted: Linted, report: Report): void {
  const template = decodeSourceTemplate(linted.given.source?.template);
  if (!isSource(template)) return;
  const path = linted.path.child('source', 'template');
  for (const unknown of template.unknown) reportUnknown(template.kind, under(path, unknown), report);
  if (!template.supported) return;
  const written = mapAt(linted.given.source?.template, 'spec');
  const specPath = path.child('spec');
  lintDurations(written, specPath, report);
  if (written['suspend'] === true) report.add(rule['FX-SUSPENDED'], specPath.child('suspend'), { value: true });
  if (template.kind === 'GitRepository') lintGit(mapAt(template.object, 'spec'), specPath, { linted, report });
  else lintOci(mapAt(template.object, 'spec'), path, { linted, report });
}

function reportUnknown(kind: string, path: FieldPath, report: Report): void {
  const isGitRef = kind === 'OCIRepository' && /spec\.ref\.(branch|commit|name)$/.test(path.toString());
  report.add(isGitRef ? rule['FX-OCI-FIELD'] : rule['FX-UNKNOWN-FIELD'], path);
  if (isGitRef) report.add(rule['FX-UNKNOWN-FIELD'], path);
}

function lintDurations(spec: PlainMap, path: FieldPath, report: Report): void {
  const { interval, timeout } = spec;
  if (typeof interval === 'string' && !duration.test(interval))
    report.add(rule['FX-DURATION-FORMAT'], path.child('interval'), { value: interval });
  if (typeof timeout !== 'string' || sourceTimeout.test(timeout)) return;
  const found = duration.test(timeout) ? rule['FX-DURATION-UNIT'] : rule['FX-DURATION-FORMAT'];
  report.add(found, path.child('timeout'), { value: timeout });
}

interface Into {
  readonly linted: Linted;
  readonly report: Report;
}

function lintGit(spec: PlainMap, path: FieldPath, { linted, report }: Into): void {
  const url = textOf(spec['url']);
  if (url !== '' && !gitUrl.test(url))
    report.add(rule['FX-GIT-URL'], path.child('url'), { value: withoutPassword(url) });
  const overSsh = url.startsWith('ssh://') || /^[^/]+@[^/]+:/.test(url);
  const hasSecret = isMap(spec['secretRef']) || (linted.given.source?.secretResourceName ?? '') !== '';
  if (overSsh && !hasSecret) report.add(rule['FX-GIT-SSH-SECRET'], path.child('secretRef'));
  const ref = mapAt(spec, 'ref');
  const given = precedence.filter(field => textOf(ref[field]) !== '');
  if (given.length > 1)
    report.add(rule['FX-GIT-REF-PRECEDENCE'], path.child('ref'), {
      value: given,
      message: `only ${given[0] ?? ''} counts, ${given.slice(1).join(', ')} ${given.length === 2 ? 'is' : 'are'} ignored`,
    });
}

/** A URL may carry a token: nobody needs it to find the place. */
function withoutPassword(url: string): string {
  return url.replace(/:\/\/[^/@]*@/, '://***@');
}

function lintOci(spec: PlainMap, path: FieldPath, { linted, report }: Into): void {
  const value = textOf(mapAt(spec, 'ref')['digest']);
  if (value !== '' && !digest.test(value))
    report.add(rule['FX-OCI-DIGEST-FORMAT'], path.child('spec', 'ref', 'digest'), { value });
  const { version } = linted.config.flux;
  if (isOlderThan(version, '2.6.0'))
    report.add(rule['FX-OCI-MINVERSION'], path.child('apiVersion'), { value: version });
}
