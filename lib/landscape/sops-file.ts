import { ApiObject, type ApiObjectProps } from 'cdk8s';
import { Construct } from 'constructs';
import type { Finding } from '../core/finding';
import { Report } from '../rules/report';
import { ruleTable } from '../rules/rule';
import { attachFindings, attachOrigin, attachVerbatim } from '../synth/attachments';
import type { ReadObject } from '../manifests/manifest-file';
import type * as Manifests from '../manifests/manifest-path';
import { originOf } from '../synth/origin';
import { namedObjects } from './named-objects';

const rule = ruleTable('cdk8s-gardener: a secret value never reaches dist/ in clear text', {
  'SOPS-CLEAR': {
    reason: 'the object is not encrypted: it has no "sops" metadata',
    fix: 'encrypt the file: sops encrypt --in-place FILE',
  },
});

/** All rules about encrypted files, for the reference. */
export const sopsRules = Object.values(rule);

/** Which file. */
export interface SopsFileProps {
  /** File that SOPS has encrypted, relative to the working folder. */
  readonly path: string;
}

/**
 * A file that SOPS has encrypted, copied byte for byte: SOPS seals the whole document, and Flux decrypts it in the cluster. It is judged by
 * its keys; values are never looked at.
 */
export class SopsFile extends Construct {
  constructor(scope: Construct, id: string, { path }: SopsFileProps) {
    super(scope, id);
    // the reader of YAML is loaded by those who read some
    const { isUnreadable, readManifestPath } = require('../manifests/manifest-path') as typeof Manifests;
    const file = readManifestPath(path);
    const { objects, findings } = namedObjects([file]);
    const placed = findings.map(finding => (isUnreadable(finding) ? { ...finding, origin: originOf(this) } : finding));
    const clear = objects.filter(({ object }) => !('sops' in object));
    attachFindings(this, [...placed, ...clear.map(clearText)]);
    if (clear.length > 0) return;
    objects.forEach(({ object, origin }, index) => {
      const apiObject = new ApiObject(this, String(index), object as unknown as ApiObjectProps);
      attachOrigin(apiObject, origin);
      // the file is printed once, with its first object
      attachVerbatim(apiObject, index === 0 ? file.text : '');
    });
  }
}

function clearText({ object, origin }: ReadObject): Finding {
  const report = new Report();
  report.add(rule['SOPS-CLEAR'], '');
  const { apiVersion, kind, metadata } = object;
  const reference = {
    apiVersion,
    kind,
    name: metadata.name ?? '',
    ...(metadata.namespace !== undefined && { namespace: metadata.namespace }),
  };
  return { ...(report.findings[0] as Finding), object: reference, origin: origin() };
}
