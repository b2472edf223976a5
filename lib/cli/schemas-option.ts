import * as fs from 'node:fs';
import { builtinRegistry, withUserKinds, type Registry } from '../api/registry';
import { readUserSchemas } from '../manifests/user-schemas';
import { UsageError, type Arguments } from './command';

/**
 * The kinds of this package with those of the folders and files that `--schemas` names; undefined without the option. What of them is not used is
 * said on standard error.
 *
 * @throws UsageError when something cannot be read, or is no definition that an API server takes
 */
export function schemasOption({ values }: Arguments): Registry | undefined {
  const paths = [values['schemas'] ?? []].flat().map(String);
  if (paths.length === 0) return undefined;
  for (const path of paths) if (!fs.existsSync(path)) throw new UsageError(`${path}: there is no such file or folder`);
  const { kinds, errors, unused } = readUserSchemas(paths);
  if (errors.length > 0) throw new UsageError(errors.join('\n'));
  if (kinds.length === 0 && unused.length === 0)
    throw new UsageError(`${paths.join(', ')}: there is no custom resource definition and no JSON Schema of a kind`);
  const { registry, ignored } = withUserKinds(builtinRegistry(), kinds);
  for (const line of unused) process.stderr.write(`not used: ${line}\n`);
  for (const { source, apiVersion, kind } of ignored)
    process.stderr.write(`not used: ${source}: the schema of ${apiVersion} ${kind} that is built in is more exact\n`);
  return registry;
}
