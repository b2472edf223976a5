import * as fs from 'node:fs';
import * as path from 'node:path';
import { readFacts } from '../landscape/facts-file';
import type { Facts } from '../rules/facts';
import { UsageError } from './command';

/**
 * Facts for the landscapes of a tree: of the folder that the user names, else of `apps/<landscape>/facts` where that is.
 *
 * @throws UsageError when a file of facts is wrong
 */
export function factsOfTree(folder: string | undefined): (landscape: string) => Facts {
  if (folder !== undefined && !fs.existsSync(folder)) throw new UsageError(`${folder}: there is no such folder`);
  return landscape => {
    const { facts, findings } = readFacts(folder ?? path.join('apps', path.basename(landscape), 'facts'));
    const [first] = findings;
    if (first !== undefined)
      throw new UsageError(`${first.origin?.file ?? ''}:${first.origin?.line ?? 1}: ${first.message}`);
    return facts;
  };
}
