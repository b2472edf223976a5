import { X509Certificate } from 'node:crypto';

const pemBlock = /-----BEGIN ([^\n-]+)-----\s([\s\S]*?)-----END \1-----/;

/** What is wrong with a text that has to begin with a PEM certificate (`utils.DecodeCertificate`); undefined when nothing is. */
export function certificateProblem(pem: string): string | undefined {
  const block = pemBlock.exec(pem);
  if (block === null) return 'must be PEM, beginning with "-----BEGIN CERTIFICATE-----"';
  const [, type = '', body = ''] = block;
  if (type !== 'CERTIFICATE') return `must be a certificate, not a ${type.toLowerCase()}`;
  try {
    new X509Certificate(Buffer.from(body, 'base64'));
    return undefined;
  } catch {
    return 'must be a certificate, but its content cannot be read as one';
  }
}
