import { ApiObject, type ApiObjectProps } from 'cdk8s';
import { Construct } from 'constructs';
import type { Finding } from '../core/finding';
import type * as Manifests from '../manifests/manifest-path';
import { ruleTable } from '../rules/rule';
import { attachFindings, attachOrigin } from '../synth/attachments';
import { originOf } from '../synth/origin';
import { constructFinding } from '../synth/rules';
import { namedObjects } from './named-objects';

const rule = ruleTable('cdk8s-gardener', {
  'INCLUDE-NO-OBJECT': {
    reason: 'the document is no Kubernetes object, and would be missing in dist/',
    fix: 'include manifests only; of a chart, what "helm template" prints',
  },
  'INCLUDE-EMPTY': { severity: 'warning', reason: 'it holds no object' },
});

/** All rules about included files, for the reference. */
export const includeRules = Object.values(rule);

/** What is included. */
export interface IncludeProps {
  /** File of manifests, or folder of such files, relative to the working folder. */
  readonly path: string;
}

/**
 * Objects of a file of manifests, or of all YAML and JSON files below a folder, for example of another tool. Numbers are what the cluster
 * reads (`0644` is 420), Lists are unfolded, names stay. The namespace of the unit is given to namespaced kinds that have none.
 */
export class Include extends Construct {
  /** The objects, in the order of the files. */
  readonly apiObjects: readonly ApiObject[];

  constructor(scope: Construct, id: string, { path }: IncludeProps) {
    super(scope, id);
    // the reader of YAML is loaded by those who read some
    const { readManifestTree, isUnreadable, isNoObject } = require('../manifests/manifest-path') as typeof Manifests;
    const files = readManifestTree(path);
    const { objects, findings } = namedObjects(files);
    const judged = findings.map((finding): Finding => {
      if (isUnreadable(finding)) return { ...finding, origin: originOf(this) };
      // in a folder there may be other files; one that is named is meant
      return isNoObject(finding) && files.length === 1
        ? { ...finding, ...describe(rule['INCLUDE-NO-OBJECT']) }
        : finding;
    });
    const isEmpty = objects.length === 0 && findings.length === 0;
    attachFindings(
      this,
      isEmpty ? [constructFinding(rule['INCLUDE-EMPTY'], this, { message: `${path} holds no object` })] : judged,
    );
    this.apiObjects = objects.map(({ object, origin }, index) => {
      const apiObject = new ApiObject(this, String(index), object as unknown as ApiObjectProps);
      attachOrigin(apiObject, origin);
      return apiObject;
    });
  }
}

function describe({ id, severity, reason, fix, source }: (typeof rule)['INCLUDE-NO-OBJECT']): Partial<Finding> {
  return { rule: id, severity, message: reason, ...(fix !== undefined && { fix }), source };
}
