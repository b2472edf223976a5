import { registrationKinds } from '../../../lib/kubernetes/registration/kinds';
import { judged } from '../judged';

const findings = judged(registrationKinds);

// verdicts and paths are those of kube-apiserver 1.36.3
describe('an APIService', () => {
  const spec = {
    group: 'metrics.example.com',
    version: 'v1',
    groupPriorityMinimum: 100,
    versionPriority: 1,
    service: { name: 'metrics', namespace: 'kube-system' },
    caBundle: 'LS0tLQ==',
  };
  const service = (fields: object): readonly string[] =>
    findings('APIService', { metadata: { name: 'v1.metrics.example.com' }, spec: { ...spec, ...fields } });

  test('has the name of its version and group', () => {
    expect(service({})).toEqual([]);
    expect(service({ version: 'v2' })).toEqual(['META-NAME invalid metadata.name']);
    expect(service({ group: '' })).toEqual(['META-NAME invalid metadata.name']);
    expect(service({ group: '', version: 'V2' })).toEqual([
      'META-NAME invalid metadata.name',
      'APISERVICE-VERSION required spec.group',
      'APISERVICE-VERSION invalid spec.version',
    ]);
  });

  test('has priorities above nothing', () => {
    expect(service({ groupPriorityMinimum: 20_000, versionPriority: 1000 })).toEqual([]);
    expect(service({ groupPriorityMinimum: 20_001, versionPriority: 0 })).toEqual([
      'APISERVICE-PRIORITY invalid spec.groupPriorityMinimum',
      'APISERVICE-PRIORITY invalid spec.versionPriority',
    ]);
  });

  test('verifies a remote server or not, and never itself', () => {
    const at = 'spec.insecureSkipTLSVerify';
    expect(service({ insecureSkipTLSVerify: true, caBundle: undefined })).toEqual([]);
    expect(service({ insecureSkipTLSVerify: true })).toEqual([`APISERVICE-TLS invalid ${at}`]);
    expect(service({ insecureSkipTLSVerify: true, service: undefined })).toEqual([
      'APISERVICE-TLS invalid spec.caBundle',
      `APISERVICE-TLS invalid ${at}`,
    ]);
    expect(service({ service: { port: 0 } })).toEqual([
      'APISERVICE-SERVICE required spec.service.namespace',
      'APISERVICE-SERVICE required spec.service.name',
      'APISERVICE-SERVICE invalid spec.service.port',
    ]);
  });
});

const ecdsa = `-----BEGIN CERTIFICATE REQUEST-----
MIHSMHoCAQAwGDEKMAgGA1UEAwwBYTEKMAgGA1UECgwBYjBZMBMGByqGSM49AgEG
CCqGSM49AwEHA0IABKeEJHs/BCAfLF7kbrWIMGZkGQB8PyX5xj/Nr9T1eoj7s05I
xcg77Bp+WEtQ69MsAbU0BYRnpnSxiw6S4UTLnoqgADAKBggqhkjOPQQDAgNIADBF
AiEA9a4bp5Lcr+7D/480wu033uSzeChSHEvZgMhDz4Ifj0ACIDINTa/zPbJfBqYG
FJoUL4MAP/YEeZPXHv3Xn4DhwiUB
-----END CERTIFICATE REQUEST-----
`;
const ed25519 = `-----BEGIN CERTIFICATE REQUEST-----
MIGXMEsCAQAwGDEKMAgGA1UEAwwBYTEKMAgGA1UECgwBYjAqMAUGAytlcAMhAIyV
SWy+ipXVoicXn1riXOoD2kx221k+qE8i0wzrSV5HoAAwBQYDK2VwA0EArpHKTthn
3ENZ4UsA8eZJhW0u0m58b+xqTOUGYkDBc3Ge6c70LKcedBx8nWd9XGXDlGXkZ+K4
weHtPrpxwOICAA==
-----END CERTIFICATE REQUEST-----
`;

describe('a CertificateSigningRequest', () => {
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  const request = (fields: object): readonly string[] =>
    findings('CertificateSigningRequest', {
      metadata: { name: 'a:b' },
      spec: { request: base64(ecdsa), signerName: 'example.com/signer', usages: ['client auth'], ...fields },
    });

  test('holds a request that is signed by its own key', () => {
    expect(request({})).toEqual([]);
    expect(request({ request: base64(`a request\n${ed25519}`) })).toEqual([]);
    for (const text of ['', ecdsa.replaceAll('CERTIFICATE REQUEST', 'CERTIFICATE'), ecdsa.slice(0, 200)])
      expect(request({ request: base64(text) })).toEqual(['CSR-REQUEST invalid spec.request']);
    // another name, so that the signature no longer fits
    expect(request({ request: base64(ecdsa.replace('AwwBY', 'AwwBZ')) })).toEqual(['CSR-REQUEST invalid spec.request']);
  });

  test('says what the certificate is for, and for how long', () => {
    expect(request({ usages: [] })).toEqual(['CSR-USAGES required spec.usages']);
    expect(request({ usages: ['any', 'any'] })).toEqual(['CSR-USAGES duplicate spec.usages[1]']);
    expect(request({ expirationSeconds: 600 })).toEqual([]);
    expect(request({ expirationSeconds: 599 })).toEqual(['CSR-EXPIRATION invalid spec.expirationSeconds']);
  });

  test('names a signer', () => {
    expect(request({ signerName: 'kubernetes.io/kube-apiserver-client' })).toEqual([]);
    expect(request({ signerName: '' })).toEqual(['CSR-SIGNER required spec.signerName']);
    for (const signerName of ['kubernetes.io/legacy-unknown', 'a', 'a/b', 'a.b/c/d', 'a.b/C', 'A.b/c'])
      expect(request({ signerName })).toEqual(['CSR-SIGNER invalid spec.signerName']);
  });
});
