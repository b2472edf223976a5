import * as fc from 'fast-check';
import { FieldPath } from '../../../lib/core/field-path';
import { Report } from '../../../lib/rules/report';
import type { NamespacedProfile, ShootObject } from '../../../lib/openstack/objects';
import { validateOpenStackNamespacedCloudProfile } from '../../../lib/openstack/validation/namespaced-cloud-profile';
import { validateCredentials } from '../../../lib/openstack/validation/secret';
import { validateOpenStackShoot } from '../../../lib/openstack/validation/shoot';
import { isUUID } from '../../../lib/openstack/validation/values';
import { armPool, shoot } from '../fixture';

const judged = (object: unknown, old?: unknown): string[] => {
  const report = new Report();
  validateOpenStackShoot(object as ShootObject, {}, { report, old: old as ShootObject | undefined });
  return report.findings.map(({ rule, type, path }) => `${rule} ${type ?? ''} ${path}`);
};

describe('a Shoot', () => {
  it('without workers is not judged', () => {
    expect(judged(shoot({ workers: [], spec: { provider: { infrastructureConfig: undefined } } }))).toEqual([]);
  });

  it('is judged as far as it goes when its profile and credentials are not known', () => {
    expect(judged(shoot())).toEqual([]);
    const unknown = shoot({ spec: { provider: { infrastructureConfig: { apiVersion: 'v1', kind: 'Other' } } } });
    expect(judged(unknown)).toEqual(['OS-CONFIG-KIND invalid spec.provider.infrastructureConfig.apiVersion']);
  });

  it('may not lose its credentials', () => {
    const without = shoot({ spec: { credentialsBindingName: undefined } });
    expect(judged(without, shoot())).toEqual(['OS-SHOOT-CREDENTIALS-REMOVED forbidden spec.credentialsBindingName']);
  });

  it('has load-balancer classes that are looked for again when an empty field appears or vanishes', () => {
    const config = {
      constraints: { floatingPools: [{ name: 'public', loadBalancerClasses: [{ name: 'offered', subnetID: 's' }] }] },
    };
    const classes = (...loadBalancerClasses: object[]): ShootObject => {
      const base = shoot() as ShootObject;
      const provider = {
        ...base.spec?.provider,
        controlPlaneConfig: { ...base.spec?.provider?.controlPlaneConfig, loadBalancerClasses },
      };
      return { ...base, spec: { ...base.spec, provider } };
    };
    const problems = (next: ShootObject, old: ShootObject): string[] => {
      const report = new Report();
      validateOpenStackShoot(next, { config, domain: 'd' }, { report, old });
      return report.findings.map(({ rule }) => rule).filter(rule => rule === 'OS-CONTROL-PLANE-LB-CLASS');
    };
    const [bare, named, subnet] = [classes({}), classes({ name: '' }), classes({ subnetID: '' })];
    expect(problems(bare, named)).toEqual([]);
    expect(problems(bare, subnet)).toEqual(['OS-CONTROL-PLANE-LB-CLASS']);
    expect(problems(subnet, bare)).toEqual(['OS-CONTROL-PLANE-LB-CLASS']);
  });

  it('may append zones to a pool, in any number', () => {
    const zones = (...names: string[]): unknown => shoot({ workers: [{ ...armPool, zones: names }] });
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.stringMatching(/^[a-z]{1,4}$/), { minLength: 1, maxLength: 6 }),
        fc.nat(5),
        (names, count) => {
          const kept = names.slice(0, Math.max(1, names.length - count));
          expect(judged(zones(...names), zones(...kept))).toEqual([]);
          if (kept.length < names.length) expect(judged(zones(...kept), zones(...names))).toHaveLength(1);
        },
      ),
    );
  });
});

describe('the providerConfig of a NamespacedCloudProfile', () => {
  const config = { apiVersion: 'openstack.provider.extensions.gardener.cloud/v1alpha1', kind: 'CloudProfileConfig' };

  it.each([
    [{}, []],
    [{ keystoneForceInsecure: false, keystoneURL: '', dnsServers: [], constraints: { floatingPools: [] } }, []],
    [{ dhcpDomain: '' }, ['OS-NCP-ONLY-IMAGES']],
    [{ useSNAT: false }, ['OS-NCP-ONLY-IMAGES']],
    [{ constraints: { floatingPools: [{}] } }, ['OS-NCP-ONLY-IMAGES']],
    [{ serverGroupPolicies: ['affinity'] }, ['OS-NCP-ONLY-IMAGES']],
  ])('with %j says nothing but images, or is refused', (fields, expected) => {
    const report = new Report();
    const profile = { spec: { providerConfig: { ...config, ...fields } } } as NamespacedProfile;
    validateOpenStackNamespacedCloudProfile(profile, {}, report);
    expect(report.findings.map(({ rule }) => rule)).toEqual(expected);
  });
});

describe('credentials', () => {
  const login = { domainName: 'd', tenantName: 't', username: 'u', password: 'p' };
  const problems = (data: Record<string, string>, forDNS = false): Report['findings'] => {
    const report = new Report();
    validateCredentials(data, { path: FieldPath.root, forDNS, report });
    return report.findings;
  };

  it('are a password with a user, or an application credential', () => {
    expect(problems(login)).toEqual([]);
    expect(
      problems({ domainName: 'd', tenantName: 't', applicationCredentialID: 'i', applicationCredentialSecret: 's' }),
    ).toEqual([]);
  });

  it('of DNS providers may have the names of the command line, and need the URL of Keystone', () => {
    const data = {
      OS_DOMAIN_NAME: 'd',
      OS_PROJECT_NAME: 't',
      OS_USERNAME: 'u',
      OS_PASSWORD: 'p',
      OS_AUTH_URL: 'https://k',
    };
    expect(problems(data, true)).toEqual([]);
    expect(problems(login, true).map(({ path }) => path)).toEqual(['data[authURL]']);
  });

  it('never show in a finding', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom('domainName', 'tenantName', 'username', 'password', 'authURL', 'caCert', 'insecure', 'other'),
          fc.stringMatching(/^[ \n]?[a-z]{0,3}secret[0-9]{6}[ \n]?$/),
        ),
        data => {
          const text = JSON.stringify(problems(data));
          for (const value of Object.values(data)) expect(text).not.toContain(value.trim());
        },
      ),
    );
  });
});

describe('ids', () => {
  it.each([
    ['11111111-2222-4333-8444-555555555554', true],
    ['11111111222243338444555555555554', true],
    ['urn:uuid:11111111-2222-4333-8444-555555555554', true],
    ['{11111111-2222-4333-8444-555555555554}', true],
    ['11111111-2222-4333-8444-55555555555', false],
    ['11111111-2222-4333-8444-55555555555g', false],
    ['fip-meadow', false],
    ['', false],
  ])('%s is one: %s', (text, expected) => {
    expect(isUUID(text)).toBe(expected);
  });
});
