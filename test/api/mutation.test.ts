import type { KubernetesObject } from '../../lib/core/object';
import { builtinRegistry } from '../../lib/api/registry';
import { validateObject } from '../../lib/api/validate';
import { mutationsOf } from './mutations';
import { sampleOf } from './schema-sample';

/** Kinds whose objects the synthesizer writes. */
const kinds = [...builtinRegistry().all()].filter(({ tier, bare }) => tier === 1 && bare !== true);

/** Large kinds have thousands of places: so many are spread over all of them. */
const mutationsPerKind = 100;

function spread<T>(all: readonly T[], limit: number): readonly T[] {
  const step = Math.max(1, all.length / limit);
  return Array.from({ length: Math.min(limit, all.length) }, (_, index) => all[Math.floor(index * step)] as T);
}

describe('every break of a valid object is found at its place', () => {
  test.each(kinds.map(info => [`${info.apiVersion} ${info.kind}`, info] as const))('%s', (_, info) => {
    const missed: string[] = [];
    for (const { object, rule, path } of spread([...mutationsOf(sampleOf(info, 4), info)], mutationsPerKind)) {
      const findings = validateObject(object as KubernetesObject);
      if (findings.some(finding => finding.rule === rule && finding.path === path)) continue;
      missed.push(
        `${rule} at ${path}, found ${findings.map(finding => `${finding.rule} at ${finding.path}`).join(', ')}`,
      );
    }
    expect(missed).toEqual([]);
  });
});
