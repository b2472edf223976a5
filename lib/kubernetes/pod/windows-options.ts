import type { WindowsSecurityContextOptions } from '../../../imports/core/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123SubdomainProblems, type Problems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { presentText } from '../text-field';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'POD-WINDOWS-GMSA': 'a credential spec has a name that is a DNS name, and a text of at most 64 KiB',
  'POD-WINDOWS-USER': 'a user of Windows is DOMAIN\\USER or USER',
});

const maxSpecLength = 64 * 1024;
const maxDomainLength = 255;
const maxUserLength = 104;
const controlCharacters = /[\x00-\x1f\x7f]/;
const netBiosName = /^[^\\/:*?"<>|.][^\\/:*?"<>|]{0,14}$/u;
const dnsName = /^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;
const forbiddenCharacters = /["/\\:;|=,+*?<>@[\]]/;

const specName = presentText({
  rule: rule['POD-WINDOWS-GMSA'],
  subject: 'the name of a credential spec',
  problems: dns1123SubdomainProblems,
});
const user = presentText({ rule: rule['POD-WINDOWS-USER'], subject: 'the name of a user', problems: userProblems });

/** What Windows is told about a container (`validateWindowsSecurityContextOptions`). */
export function validateWindowsOptions(
  { gmsaCredentialSpecName, gmsaCredentialSpec, runAsUserName }: Loose<WindowsSecurityContextOptions>,
  path: FieldPath,
  report: Report,
): void {
  specName(gmsaCredentialSpecName, path.child('gmsaCredentialSpecName'), report);
  const size = gmsaCredentialSpec === undefined ? 1 : Buffer.byteLength(gmsaCredentialSpec);
  if (size === 0 || size > maxSpecLength)
    report.invalid(rule['POD-WINDOWS-GMSA'], path.child('gmsaCredentialSpec'), `${size} bytes`);
  user(runAsUserName, path.child('runAsUserName'), report);
}

function userProblems(text: string): Problems {
  if (text === '') return ['must not be empty'];
  if (controlCharacters.test(text)) return ['must not have control characters'];
  const [first = '', second, ...rest] = text.split('\\');
  if (rest.length > 0) return ['must not have more than one backslash'];
  return second === undefined ? userPartProblems(first) : [...domainProblems(first), ...userPartProblems(second)];
}

function domainProblems(domain: string): Problems {
  return [
    ...(Buffer.byteLength(domain) > maxDomainLength
      ? [`must have a domain of at most ${maxDomainLength} characters`]
      : []),
    ...(netBiosName.test(domain) || dnsName.test(domain) ? [] : ['must have a domain that is a NetBIOS or DNS name']),
  ];
}

function userPartProblems(name: string): Problems {
  return [
    ...(name === '' ? ['must have a user'] : []),
    ...(Buffer.byteLength(name) > maxUserLength ? [`must have a user of at most ${maxUserLength} characters`] : []),
    ...(/^[. ]+$/.test(name) ? ['must have more than periods and spaces'] : []),
    ...(forbiddenCharacters.test(name) ? ['must have none of "/\\:;|=,+*?<>@[]'] : []),
  ];
}
