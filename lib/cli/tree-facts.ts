import * as fs from 'node:fs';
import * as path from 'node:path';
import { readFacts } from '../landscape/facts-file';
import type { Facts } from '../rules/facts';
import { UsageError } from './command';

/**
 * Facts for the landscapes of a tree: of the folder that the user names, else of `apps/<landscape>/facts` where that is, beside the folder that
 * holds the landscapes or where the caller stands.
 *
 * @throws UsageError when a file of facts is wrong
 */
export function factsOfTree(folder: string | undefined): (landscape: string) => Facts {
  if (folder !== undefined && !fs.existsSync(folder)) throw new UsageError(`${folder}: there is no such folder`);
  return landscape => {
    const { facts, findings } = readFacts(folder ?? folderOfFacts(landscape));
    const [first] = findings;
    if (first !== undefined)
      throw new UsageError(`${first.origin?.file ?? ''}:${first.origin?.line ?? 1}: ${first.message}`);
    return facts;
  };
}

function folderOfFacts(landscape: string): string {
  const apps = path.join('apps', path.basename(path.resolve(landscape)), 'facts');
  const beside = path.resolve(landscape, '../..', apps);
  return fs.existsSync(beside) ? beside : apps;
}
