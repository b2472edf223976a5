import type { FieldPath } from '../../core/field-path';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { credentialAliases, credentialKeys, readCredential, type CredentialKey, type SecretTexts } from './credentials';

const rule = ruleTable('provider-openstack:pkg/apis/openstack/validation/secrets.go v1.58', {
  'OS-SECRET-MISSING': 'the credentials lack a value that every login needs',
  'OS-SECRET-EMPTY': 'a value of the credentials is empty',
  'OS-SECRET-BLANKS': 'a value of the credentials begins or ends with blanks',
  'OS-SECRET-LINE-BREAKS': 'the password begins or ends with a line break',
  'OS-SECRET-TENANT-LONG': 'the name of a tenant has at most 64 characters',
  'OS-SECRET-URL': 'the URL of Keystone cannot be read',
  'OS-SECRET-URL-SCHEME': 'the URL of Keystone begins with http:// or https://',
  'OS-SECRET-URL-HOST': 'the URL of Keystone names a host',
  'OS-SECRET-CERTIFICATE': 'the CA certificate is PEM, from BEGIN CERTIFICATE to END CERTIFICATE',
  'OS-SECRET-INSECURE': 'insecure is true or false',
  'OS-SECRET-BOTH-LOGINS': 'a password and an application credential exclude each other',
  'OS-SECRET-APPLICATION-SECRET': 'an application credential needs its secret',
  'OS-SECRET-USERNAME': 'the login needs a username',
  'OS-SECRET-NO-LOGIN': {
    reason: 'the credentials have no login',
    fix: 'give a password with username, or an application credential with its id, or with its name and the username',
  },
  'OS-SECRET-KEY': 'the credentials have a key that is not known',
});

/** Rules of Secrets with OpenStack credentials. */
export const secretRules = Object.values(rule);

/** Where credentials stand, and what for. */
export interface SecretPlace {
  /** Path of the Secret; its keys are reported below `data`. */
  readonly path: FieldPath;
  /** Credentials of a DNS provider: other keys are known too, and authURL is needed. */
  readonly forDNS: boolean;
  readonly report: Report;
}

/** Judges the data of a Secret with OpenStack credentials. No finding carries a value. */
export function validateCredentials(data: SecretTexts, place: SecretPlace): void {
  const { forDNS } = place;
  const path = place.path.child('data');
  const report = (id: keyof typeof rule, key: string): void => place.report.invalid(rule[id], path.key(key), hidden);
  const read = (key: CredentialKey): { readonly text: string; readonly key: string } => {
    const found = readCredential(data, key, forDNS);
    const needed = key === 'domainName' || key === 'tenantName' || (key === 'authURL' && forDNS);
    if (found === undefined && needed) place.report.required(rule['OS-SECRET-MISSING'], path.key(key));
    if (found?.text === '') report('OS-SECRET-EMPTY', found.key);
    return found ?? { text: '', key };
  };
  const values = Object.fromEntries(credentialKeys.map(key => [key, read(key)])) as Record<
    CredentialKey,
    ReturnType<typeof read>
  >;
  for (const key of withoutBlanks) {
    const { text, key: written } = values[key];
    if (text.trim() !== text) report('OS-SECRET-BLANKS', written);
  }
  if (/^[\r\n]|[\r\n]$/.test(values.password.text)) report('OS-SECRET-LINE-BREAKS', values.password.key);
  if (Array.from(values.tenantName.text).length > longestTenant) report('OS-SECRET-TENANT-LONG', values.tenantName.key);
  validateURL(values.authURL.text, id => report(id, values.authURL.key));
  const certificate = values.caCert.text;
  if (certificate !== '' && !isCertificate(certificate)) report('OS-SECRET-CERTIFICATE', values.caCert.key);
  const insecure = values.insecure.text;
  if (insecure !== '' && !['true', 'false'].includes(insecure.trim().toLowerCase()))
    place.report.notSupported(rule['OS-SECRET-INSECURE'], path.key(values.insecure.key), hidden, ['true', 'false']);
  validateLogin(key => values[key].text, path, place.report);
  validateKeys(data, path, place);
}

/** Written instead of a value. */
const hidden = '(hidden)';
const longestTenant = 64;

const withoutBlanks: readonly CredentialKey[] = [
  'domainName',
  'tenantName',
  'username',
  'applicationCredentialID',
  'applicationCredentialName',
  'applicationCredentialSecret',
];

function validateURL(text: string, report: (id: keyof typeof rule) => void): void {
  if (text === '') return;
  const match = /^(?:([a-zA-Z][a-zA-Z0-9+.-]*):)?(?:\/\/([^/?#]*))?/.exec(text);

  if (match === null || /[\u0000-\u001f\u007f]/.test(text) || text.startsWith(':')) {
    report('OS-SECRET-URL');
    return;
  }
  const [, scheme = '', authority = ''] = match;
  if (!['http', 'https'].includes(scheme.toLowerCase())) report('OS-SECRET-URL-SCHEME');
  if (authority.replace(/^[^@]*@/, '') === '') report('OS-SECRET-URL-HOST');
}

const isCertificate = (text: string): boolean =>
  text.includes('-----BEGIN CERTIFICATE-----') && text.includes('-----END CERTIFICATE-----');

/** One login, complete: password, application credential by id, or by name. */
function validateLogin(textOf: (key: CredentialKey) => string, path: FieldPath, report: Report): void {
  const [password, id, name, secret] = [
    textOf('password'),
    textOf('applicationCredentialID'),
    textOf('applicationCredentialName'),
    textOf('applicationCredentialSecret'),
  ];
  if (password !== '' && secret !== '') {
    report.invalid(rule['OS-SECRET-BOTH-LOGINS'], path, hidden);
    return;
  }
  const needsSecret = id !== '' || name !== '';
  const needsUser = id === '' && (name !== '' || password !== '');
  if (needsSecret && secret === '')
    report.required(rule['OS-SECRET-APPLICATION-SECRET'], path.child('applicationCredentialSecret'));
  if (needsUser && textOf('username') === '') report.required(rule['OS-SECRET-USERNAME'], path.child('username'));
  if (!needsSecret && password === '') report.required(rule['OS-SECRET-NO-LOGIN'], path);
}

function validateKeys(data: SecretTexts, path: FieldPath, { forDNS, report }: SecretPlace): void {
  const known = new Set<string>(credentialKeys.flatMap(key => (forDNS ? [key, dnsAlias(key)] : [key])));
  for (const key of Object.keys(data).sort())
    if (!known.has(key)) report.forbidden(rule['OS-SECRET-KEY'], path.key(key));
}

const dnsAlias = (key: CredentialKey): string => credentialAliases[key] ?? key;
