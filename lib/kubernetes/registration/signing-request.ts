import type { CertificateSigningRequest } from '../../../imports/certificates.k8s.io/v1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateManifestMetadata } from '../meta/manifest-metadata';
import { certificateRequestProblem } from './certificate-request';
import { signerNameProblems } from './signer-name';

const rule = ruleTable('kubernetes:pkg/apis/certificates/validation/validation.go v1.36', {
  'CSR-REQUEST': {
    reason: 'the request must be a signed PKCS#10 request in PEM, encoded as Base64',
    fix: 'write the output of: base64 -w0 request.pem',
  },
  'CSR-USAGES': 'a request must list what the certificate is for, each usage once',
  'CSR-SIGNER': 'the name of a signer is a domain and a path, such as example.com/signer',
  'CSR-EXPIRATION': 'a certificate must be valid for at least 600 seconds',
});

const legacySigner = 'kubernetes.io/legacy-unknown';
const shortestSeconds = 600;
const specPath = FieldPath.of('spec');
const usagesPath = specPath.child('usages');

/** A new CertificateSigningRequest (`ValidateCertificateSigningRequestCreate`); the API server clears its status. */
export function validateSigningRequest(
  { metadata, spec = {} }: Loose<CertificateSigningRequest>,
  report: Report,
): void {
  validateManifestMetadata(metadata, { namespaced: false, nameProblems: () => [] }, report);
  const { request, usages = [], signerName, expirationSeconds } = spec;
  validateRequest(request, report);
  validateUsages(usages, report);
  validateSignerName(signerName, report);
  if (expirationSeconds !== undefined && expirationSeconds < shortestSeconds)
    report.invalid(rule['CSR-EXPIRATION'], specPath.child('expirationSeconds'), expirationSeconds);
}

function validateRequest(request: string | undefined, report: Report): void {
  // the schema asks for the field
  const problem = request && certificateRequestProblem(Buffer.from(request, 'base64').toString('latin1'));
  if (request === '' || problem !== undefined)
    report.invalid(rule['CSR-REQUEST'], specPath.child('request'), request, {
      ...(problem && { message: `the request ${problem}` }),
    });
}

/** Which usages there are, the schema says. */
function validateUsages(usages: readonly string[], report: Report): void {
  if (usages.length === 0) report.required(rule['CSR-USAGES'], usagesPath);
  for (const [index, usage] of usages.entries())
    if (usages.indexOf(usage) < index) report.duplicate(rule['CSR-USAGES'], usagesPath.index(index), usage);
}

function validateSignerName(name: string | undefined, report: Report): void {
  const path = specPath.child('signerName');
  if (name === undefined) return;
  if (name === '') report.required(rule['CSR-SIGNER'], path);
  else if (name === legacySigner)
    report.invalid(rule['CSR-SIGNER'], path, name, { message: 'the signer of certificates.k8s.io/v1beta1 is gone' });
  else
    for (const problem of signerNameProblems(name))
      report.invalid(rule['CSR-SIGNER'], path, name, { message: `the name of a signer ${problem}` });
}
