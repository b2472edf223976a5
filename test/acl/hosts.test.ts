import { advertisedHosts, externalHost, ingressHost, internalHost } from '../../lib/acl/hosts';
import { technicalID } from '../../lib/acl/identity';
import { situation } from './situations';

describe('the hosts of a shoot', () => {
  it('are advertised in the order external, trusted, internal, issuer of service accounts', () => {
    expect(advertisedHosts(situation({ facts: { wildcardCertificate: true } }))).toEqual([
      'api.foo.bar.shoots.example.org',
      'api-bar--foo.ingress.soil.example.org',
      'api.foo.bar.internal.example.org',
      'api.foo.bar.internal.example.org',
    ]);
  });

  it('are those of the status where it has them, cut after the second slash pair', () => {
    const advertisedAddresses = [
      { name: 'external', url: 'https://api.x' },
      { name: 'service-account-issuer', url: 'https://issuer/projects/bar' },
    ];
    expect(advertisedHosts(situation({ status: { advertisedAddresses } }))).toEqual(['api.x', 'issuer/projects/bar']);
  });

  it('have the names under which an exported Shoot advertises them', () => {
    const advertisedAddresses = [
      { name: 'external', url: 'https://api.x' },
      { name: 'internal', url: 'https://api.y' },
    ];
    const exported = situation({ status: { advertisedAddresses } });
    expect([externalHost(exported), internalHost(exported)]).toEqual(['api.x', 'api.y']);
  });

  it('advertise a custom issuer, and none that only the garden knows', () => {
    const kubernetes = { kubeAPIServer: { serviceAccountConfig: { issuer: 'https://id.example.org/x' } } };
    expect(advertisedHosts(situation({ shoot: { kubernetes } })).at(-1)).toBe('id.example.org/x');
    const managed = situation({ annotations: { 'authentication.gardener.cloud/issuer': 'managed' } });
    expect(advertisedHosts(managed)).toEqual(['api.foo.bar.shoots.example.org', 'api.foo.bar.internal.example.org']);
  });

  it('get the word internal unless the domain contains it', () => {
    const host = (domain: string): string | undefined =>
      internalHost(situation({ seed: { dns: { internal: { domain } } } }));
    expect(host('seed.example.net')).toBe('api.foo.bar.internal.seed.example.net');
    expect(host('myinternals.example.net')).toBe('api.foo.bar.myinternals.example.net');
  });

  it('lie below the first default domain of the seed when the shoot names none', () => {
    const changes = { shoot: { dns: {} }, seed: { dns: { defaults: [{ domain: 'd1.org' }, { domain: 'd2.org' }] } } };
    expect(externalHost(situation(changes))).toBe('api.foo.bar.d1.org');
  });

  it('take the stored technical ID, old forms included, or the one that is a fact', () => {
    expect(technicalID(situation({ facts: { technicalID: 'shoot-bar-foo' } }))).toBe('shoot-bar-foo');
    const old = situation({ status: { technicalID: 'shoot-bar-foo' } });
    expect(technicalID(old)).toBe('shoot-bar-foo');
    expect(ingressHost(old, 'gu')).toBe('gu-bar-foo.ingress.soil.example.org');
    expect(ingressHost(situation({ seed: { ingress: {} } }), 'gu')).toBeUndefined();
  });
});
