import type { KubernetesObject } from '../../../lib/core/object';
import { found, viewOf } from '../fixture';

const good = {
  domainName: 'meadow',
  tenantName: 'botany',
  applicationCredentialID: 'id',
  applicationCredentialSecret: 'not so secret',
};

const secret = (stringData: Record<string, string>, more: object = {}): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'login', namespace: 'garden-dev' },
  stringData,
  ...more,
});

const metadata = { name: 'binding', namespace: 'garden-dev' };
const credentialsBinding = (reference: object, type = 'openstack'): KubernetesObject => ({
  apiVersion: 'security.gardener.cloud/v1alpha1',
  kind: 'CredentialsBinding',
  metadata,
  provider: { type },
  credentialsRef: { namespace: 'garden-dev', name: 'login', ...reference },
});
const bySecret = credentialsBinding({ apiVersion: 'v1', kind: 'Secret' });
const secretBinding: KubernetesObject = {
  apiVersion: 'core.gardener.cloud/v1beta1',
  kind: 'SecretBinding',
  metadata,
  provider: { type: 'aws,openstack' },
  secretRef: { namespace: 'garden-dev', name: 'login' },
};

describe('a binding of OpenStack', () => {
  it.each([[bySecret], [secretBinding]])('is accepted with a complete login: $kind', binding => {
    expect(found(viewOf([binding, secret(good)]))).toEqual([]);
  });

  it.each([[bySecret], [secretBinding]])('is refused with a login that lacks its tenant: $kind', binding => {
    const { tenantName: _, ...rest } = good;
    expect(found(viewOf([binding, secret(rest)]))).toEqual([expect.stringContaining('OS-SECRET-MISSING')]);
  });

  it('says nothing where the tree does not tell the login', () => {
    expect(found(viewOf([bySecret]))).toEqual([]);
    expect(found(viewOf([bySecret, secret({})]))).toEqual([]);
    expect(found(viewOf([bySecret, secret({ domainName: '${DOMAIN}' })]))).toEqual([]);
    expect(found(viewOf([bySecret, secret({ domainName: 'ENC[x]' }, { sops: {} })]))).toEqual([]);
  });

  it('refers to no WorkloadIdentity, which other providers take', () => {
    const identity = { apiVersion: 'security.gardener.cloud/v1alpha1', kind: 'WorkloadIdentity' };
    expect(found(viewOf([credentialsBinding(identity, 'aws')]))).toEqual([]);
    expect(found(viewOf([credentialsBinding(identity)]))).toEqual([
      expect.stringContaining('OS-BINDING-CREDENTIALS-KIND'),
    ]);
  });
});
