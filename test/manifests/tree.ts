import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { Finding } from '../../lib/core/finding';
import { judgeTree, type TreeJudgement, type TreeOptions } from '../../lib/manifests/judge-tree';
import { readTree } from '../../lib/manifests/read-tree';
import { objects } from '../../lib/rules/objects/topic';
import { topics } from '../../lib/topics';

/** Files by their path. */
export type Files = Readonly<Record<string, string | Buffer>>;

/** Writes files into a folder of their own, calls back with the folder, and removes it. */
export function inFolder<T>(files: Files, use: (folder: string) => T): T {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'manifests-'));
  const cwd = process.cwd();
  try {
    for (const [file, content] of Object.entries(files)) {
      fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      fs.writeFileSync(path.join(folder, file), content);
    }
    process.chdir(folder);
    return use(folder);
  } finally {
    process.chdir(cwd);
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Judges a tree of files as `check .` does. */
export function judgeFiles(files: Files, options: Partial<TreeOptions> = {}): TreeJudgement {
  return inFolder(files, () => judgeTree(readTree(['.']), { topics: [objects, ...topics], ...options }));
}

/** `error SCHEMA-REQUIRED a.yaml:3 spec.x` of each finding that is at least a warning. */
export function loud(findings: readonly Finding[]): string[] {
  return findings
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ severity, rule, path: field, origin }) =>
      `${severity} ${rule} ${origin?.file ?? ''}:${origin?.line ?? 0} ${field}`.trim(),
    );
}
