import type { KubernetesObject } from '../../core/object';

/** The keys of a Secret with OpenStack credentials. */
export const credentialKeys = [
  'domainName',
  'tenantName',
  'username',
  'password',
  'applicationCredentialID',
  'applicationCredentialName',
  'applicationCredentialSecret',
  'authURL',
  'caCert',
  'insecure',
] as const;

/** A key of a Secret with OpenStack credentials. */
export type CredentialKey = (typeof credentialKeys)[number];

/** The names that credentials of DNS providers may have instead (`provider-openstack:pkg/openstack/types.go` v1.58). */
export const credentialAliases: Readonly<Partial<Record<CredentialKey, string>>> = {
  domainName: 'OS_DOMAIN_NAME',
  tenantName: 'OS_PROJECT_NAME',
  username: 'OS_USERNAME',
  password: 'OS_PASSWORD',
  applicationCredentialID: 'OS_APPLICATION_CREDENTIAL_ID',
  applicationCredentialName: 'OS_APPLICATION_CREDENTIAL_NAME',
  applicationCredentialSecret: 'OS_APPLICATION_CREDENTIAL_SECRET',
  authURL: 'OS_AUTH_URL',
  caCert: 'OS_CACERT',
};

/** Decoded data of a Secret. */
export type SecretTexts = Readonly<Record<string, string>>;

/** The decoded data of a Secret: `data` with `stringData` laid over it, as the API server stores it. */
export function secretTexts(secret: KubernetesObject): SecretTexts {
  const texts: Record<string, string> = {};
  for (const [key, value] of entriesOf(secret['data'])) texts[key] = Buffer.from(value, 'base64').toString('utf8');
  for (const [key, value] of entriesOf(secret['stringData'])) texts[key] = value;
  return texts;
}

function entriesOf(map: unknown): [string, string][] {
  if (typeof map !== 'object' || map === null) return [];
  return Object.entries(map).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
}

/** A value of the credentials and the key that it stands under; undefined when neither key is there. */
export function readCredential(
  data: SecretTexts,
  key: CredentialKey,
  withAliases: boolean,
): { readonly text: string; readonly key: string } | undefined {
  const names = withAliases ? [key, credentialAliases[key]] : [key];
  for (const name of names) {
    const text = name === undefined ? undefined : data[name];
    if (name !== undefined && text !== undefined) return { text, key: name };
  }
  return undefined;
}
