import type { Finding } from '../core/finding';
import { isMap } from '../core/plain-map';
import type { ManifestFile, ReadObject } from '../manifests/manifest-file';
import { Report } from '../rules/report';
import { ruleTable } from '../rules/rule';

const rule = ruleTable('apimachinery:pkg/api/validation/objectmeta.go v0.36', {
  'INCLUDE-METADATA': { reason: 'metadata must be a map with a name' },
  'INCLUDE-NAME': { reason: 'a name and a namespace are texts', fix: 'put it in quotes' },
});

/** All rules about the names of objects that come from files, for the reference. */
export const namedObjectsRules = Object.values(rule);

/**
 * The objects of files that can join a tree, and all findings. cdk8s makes up a name for an object that has none, which an object of
 * somebody else must not get: it is left out, with an error.
 */
export function namedObjects(files: readonly ManifestFile[]): Pick<ManifestFile, 'objects' | 'findings'> {
  const objects: ReadObject[] = [];
  const findings = files.flatMap(file => [...file.findings]);
  for (const read of files.flatMap(file => [...file.objects])) {
    const problem = problemOf(read);
    if (problem === undefined) objects.push(read);
    else findings.push(problem);
  }
  return { objects, findings };
}

function problemOf({ object, origin }: ReadObject): Finding | undefined {
  const metadata: unknown = object.metadata;
  const report = new Report();
  if (!isMap(metadata)) report.add(rule['INCLUDE-METADATA'], 'metadata');
  else if (isMissing(metadata['name']) && isMissing(metadata['generateName']))
    report.add(rule['INCLUDE-METADATA'], 'metadata.name', { message: 'is required' });
  else
    for (const field of ['name', 'generateName', 'namespace'])
      if (!isMissing(metadata[field]) && typeof metadata[field] !== 'string')
        report.add(rule['INCLUDE-NAME'], `metadata.${field}`, {
          message: `must be a text, is ${kindOf(metadata[field])}`,
        });
  const [finding] = report.findings;
  if (finding === undefined) return undefined;
  const { apiVersion, kind } = object;
  return { ...finding, object: { apiVersion, kind, name: '' }, origin: origin(finding.path) };
}

const isMissing = (value: unknown): boolean => value === undefined || value === null || value === '';

function kindOf(value: unknown): string {
  return typeof value === 'number' || typeof value === 'boolean' ? `the ${typeof value} ${value}` : 'a map or list';
}
