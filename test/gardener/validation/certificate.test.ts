import { generateKeyPairSync } from 'node:crypto';
import { certificateProblem } from '../../../lib/gardener/validation/certificate';

const certificate = `-----BEGIN CERTIFICATE-----
MIIBgDCCASWgAwIBAgIUEo+Xv976z6LdPCiYRkdu+wEO0eswCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbWVhZG93LWNhMCAXDTI2MTEyNTA3MjMwNVoYDzIxMjYxMTAx
MDcyMzA1WjAUMRIwEAYDVQQDDAltZWFkb3ctY2EwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAARi0UZKRNKnfpmyJAZbPUwgJZUPwGZ2/n8jJA17eJ0i/EJ1492bnXG+
jXStFyazj9o2qhiCh8ZGnkYW0ezdwRCAo1MwUTAdBgNVHQ4EFgQUxfRSTjVPQ5uW
eyqrYelT54lpclMwHwYDVR0jBBgwFoAUxfRSTjVPQ5uWeyqrYelT54lpclMwDwYD
VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNJADBGAiEAu2J8i+WduBNnf47IzRK9
Zf80Cpprwfzg+Av2FpWySy4CIQCdVJDvxXQU8tMTa2EqOVlMpERkJlOiGs3//LuJ
ZehSkQ==
-----END CERTIFICATE-----
`;

describe('a certificate', () => {
  test('is accepted, whatever stands around the first block', () => {
    expect(certificateProblem(certificate)).toBeUndefined();
    expect(certificateProblem(`subject=CN = meadow-ca\n${certificate}garbage`)).toBeUndefined();
  });

  test('is none without PEM, as a key, or with other content', () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    expect(certificateProblem('')).toBe('must be PEM, beginning with "-----BEGIN CERTIFICATE-----"');
    expect(certificateProblem(key)).toBe('must be a certificate, not a private key');
    const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
    expect(certificateProblem(broken)).toBe('must be a certificate, but its content cannot be read as one');
  });
});
