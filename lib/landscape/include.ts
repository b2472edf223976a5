import { ApiObject, type ApiObjectProps } from 'cdk8s';
import { Construct } from 'constructs';
import { attachFindings, attachOrigin } from '../synth/attachments';
import type { readManifestPath as ReadManifestPath } from '../manifests/manifest-path';

/** What is included. */
export interface IncludeProps {
  /** File of manifests, relative to the working folder. */
  readonly path: string;
}

/**
 * Objects of a file of manifests, for example of another tool. Numbers are what the cluster reads (`0644` is 420), Lists are
 * unfolded, names stay. The namespace of the unit is given to namespaced kinds that have none.
 */
export class Include extends Construct {
  /** The objects, in the order of the file. */
  readonly apiObjects: readonly ApiObject[];

  constructor(scope: Construct, id: string, { path }: IncludeProps) {
    super(scope, id);
    // the reader of YAML is loaded by those who read some
    const { readManifestPath } = require('../manifests/manifest-path') as { readManifestPath: typeof ReadManifestPath };
    const { objects, findings } = readManifestPath(path);
    attachFindings(this, findings);
    this.apiObjects = objects.map(({ object, origin }, index) => {
      const apiObject = new ApiObject(this, String(index), object as unknown as ApiObjectProps);
      attachOrigin(apiObject, origin);
      return apiObject;
    });
  }
}
