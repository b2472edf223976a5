import type { ProjectedVolumeSource, ServiceAccountTokenProjection, VolumeProjection } from '../../../imports/core/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateDownwardFiles } from './downward-api';
import { needs } from './field-sources';
import { validateFileMode, validateItems } from './file-items';
import { validateInnerPath } from './volume-path';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'VOLUME-PROJECTION-SOURCES': {
    reason: 'an entry of a projected volume has one source',
    fix: 'write one entry of sources for each of them',
  },
  'VOLUME-PROJECTION-PATH': 'two sources of a projected volume write the same file',
  'VOLUME-TOKEN-EXPIRATION': 'a projected token is valid for 600 to 4294967296 seconds',
});

/** Behind feature gates that are off by default; the API server drops these sources then. */
const gated: ReadonlySet<string> = new Set(['clusterTrustBundle', 'podCertificate']);

/** A volume that holds the files of several sources. */
export function validateProjected(source: Loose<ProjectedVolumeSource>, path: FieldPath, report: Report): void {
  validateFileMode(source.defaultMode, path.child('defaultMode'), report);
  const seen = new Set<string>();
  for (const [index, projection] of (source.sources ?? []).entries()) {
    const at = path.child('sources').index(index);
    validateProjection(projection, at, report);
    for (const file of filesOf(projection)) {
      if (seen.has(file)) report.invalid(rule['VOLUME-PROJECTION-PATH'], path, file);
      seen.add(file);
    }
  }
}

function validateProjection(projection: Loose<VolumeProjection>, path: FieldPath, report: Report): void {
  for (const name of ['secret', 'configMap'] as const) {
    const source = projection[name];
    if (source === undefined) continue;
    needs<{ readonly name?: string }>('name')(source, path.child(name), report);
    validateItems(source.items, path.child(name, 'items'), report);
  }
  if (projection.downwardAPI !== undefined)
    validateDownwardFiles(projection.downwardAPI.items, path.child('downwardAPI', 'items'), report);
  if (projection.serviceAccountToken !== undefined)
    validateToken(projection.serviceAccountToken, path.child('serviceAccountToken'), report);
  const names = Object.keys(projection).filter(name => !gated.has(name));
  if (names.length > 1) {
    const message = `an entry of a projected volume has one source, this one has ${names.join(' and ')}`;
    report.forbidden(rule['VOLUME-PROJECTION-SOURCES'], path, { message });
  }
}

function validateToken(token: Loose<ServiceAccountTokenProjection>, path: FieldPath, report: Report): void {
  const { expirationSeconds = 3600 } = token;
  if (expirationSeconds < 600 || expirationSeconds > 2 ** 32)
    report.invalid(rule['VOLUME-TOKEN-EXPIRATION'], path.child('expirationSeconds'), expirationSeconds);
  needs<ServiceAccountTokenProjection>('path')(token, path, report);
  validateInnerPath(token.path ?? '', path.child('path'), report);
}

/** The files that are compared for conflicts; upstream leaves out the token. */
function* filesOf({ secret, configMap, downwardAPI }: Loose<VolumeProjection>): Iterable<string> {
  for (const source of [secret, configMap, downwardAPI])
    for (const { path = '' } of source?.items ?? []) if (path !== '') yield path;
}
