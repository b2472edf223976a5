import type { FieldPath } from '../../core/field-path';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';

const rule = ruleTable('gardener:pkg/api/core/validation/shoot.go v1.150 (ValidateOIDCIssuerURL)', {
  'K8S-ISSUER-URL': {
    reason: 'an issuer is a URL with a host',
    fix: 'write https://, a host, and a path if there is one',
  },
  'K8S-ISSUER-SCHEME': { reason: 'an issuer is reached by https', fix: 'begin with https://' },
  'K8S-ISSUER-FRAGMENT': { reason: 'the URL of an issuer has no fragment', fix: 'remove "#" and what follows' },
  'K8S-ISSUER-USER': { reason: 'the URL of an issuer has no user', fix: 'remove what stands before "@"' },
  'K8S-ISSUER-QUERY': { reason: 'the URL of an issuer has no query', fix: 'remove "?" and what follows' },
});

/** The rules about URLs of token issuers. */
export const issuerRules = Object.values(rule);

/** The parts of a URL as Go's `net/url` tells them apart. */
interface UrlParts {
  readonly scheme: string;
  /** Host and port; undefined when the URL has none or is malformed. */
  readonly host: string | undefined;
  readonly user: boolean;
  readonly query: string;
  readonly fragment: string;
}

const parts = /^(?:([a-zA-Z][a-zA-Z0-9+.-]*):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s;
const control = /[\0-\x1f\x7f]/;
const badEscape = /%(?![0-9a-fA-F]{2})/;
const hostAndPort = /^(?:\[[^\]]*\]|[-\w.~!$&'()*+,;=<>"\u0080-\uffff]+)(?::\d*)?$/;

/** The URL of an issuer of tokens: https and a host, without user, query and fragment. */
export function validateIssuerUrl(url: string, path: FieldPath, report: Report): void {
  const { scheme, host, user, query, fragment } = splitUrl(url);
  if (host === undefined) report.invalid(rule['K8S-ISSUER-URL'], path, url);
  if (fragment !== '') report.invalid(rule['K8S-ISSUER-FRAGMENT'], path, url);
  // a user name may come with a password, which a finding must not show
  if (user) report.invalid(rule['K8S-ISSUER-USER'], path, url.replace(/\/\/[^/?#]*@/, '//***@'));
  if (query !== '') report.invalid(rule['K8S-ISSUER-QUERY'], path, url);
  if (scheme !== 'https') report.invalid(rule['K8S-ISSUER-SCHEME'], path, url);
}

function splitUrl(url: string): UrlParts {
  const [, scheme = '', authority = '', route = '', query = '', fragment = ''] = parts.exec(url) ?? [];
  const at = authority.lastIndexOf('@');
  const host = authority.slice(at + 1);
  const malformed = control.test(url) || badEscape.test(route + fragment) || !hostAndPort.test(host);
  return { scheme: scheme.toLowerCase(), host: malformed ? undefined : host, user: at >= 0, query, fragment };
}
