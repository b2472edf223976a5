import * as fs from 'node:fs';
import * as path from 'node:path';
import type { KubernetesObject } from '../../../../lib/core/object';
import { judgeShootUpdate, shootCheck } from '../../../../lib/gardener/shoot/check';
import { Report } from '../../../../lib/rules/report';
import { deepFreeze, places, replaced } from '../places';
import { entryOf, viewOf } from './world';

interface Admission {
  readonly admission: {
    readonly bases: Readonly<Record<string, KubernetesObject>>;
    readonly world: Readonly<Record<string, KubernetesObject>>;
  };
}

const file = path.join(__dirname, '../../../vectors/validation-vectors.json');
const { bases, world } = (JSON.parse(fs.readFileSync(file, 'utf8')) as Admission).admission;
const shoots = Object.entries(bases)
  .filter(([, { kind }]) => kind === 'Shoot')
  .map(([name, object]) => [name, deepFreeze(object)] as const);
const surroundings = Object.values(deepFreeze(world));

/** What judging throws, if anything. */
function thrownBy(judge: () => void): readonly string[] {
  try {
    judge();
    return [];
  } catch (error) {
    return [String(error)];
  }
}

/** What a tree takes for an object. */
function isObject(object: { readonly [Field in keyof KubernetesObject]?: unknown }): object is KubernetesObject {
  const { apiVersion, kind, metadata } = object;
  return (
    typeof apiVersion === 'string' && typeof kind === 'string' && typeof metadata === 'object' && metadata !== null
  );
}

describe.each(shoots)('%s', (_name, shoot) => {
  const before = viewOf(surroundings);
  const old = entryOf(shoot);

  test('is admitted without a throw whatever part of it is missing or null', () => {
    const thrown = places(shoot).flatMap(place =>
      [undefined, null].flatMap(replacement => {
        const next = entryOf(replaced(shoot, place, replacement) as KubernetesObject);
        return thrownBy(() => {
          shootCheck.object?.(next, new Report(), before);
          judgeShootUpdate({ next, old, before, after: before }, new Report());
          judgeShootUpdate({ next: old, old: next, before, after: before }, new Report());
        }).map(error => `${place.join('.')}: ${error}`);
      }),
    );
    expect(thrown).toEqual([]);
  });

  test('is admitted as its own update', () => {
    const report = new Report();
    judgeShootUpdate({ next: old, old, before, after: before }, report);
    expect(report.findings).toEqual([]);
  });
});

const various = shoots.filter(([name]) => name === 'adm-shoot' || name === 'adm-shoot-ncp');

describe.each(various)('%s', (_name, shoot) => {
  test('is admitted without a throw whatever is missing or null around it', () => {
    const before = viewOf(surroundings);
    const old = entryOf(shoot);
    const thrown = surroundings.flatMap((object, index) =>
      places(object).flatMap(place =>
        [undefined, null].flatMap(replacement => {
          const changed = replaced(object, place, replacement) as Partial<KubernetesObject>;
          if (!isObject(changed)) return [];
          const after = viewOf(surroundings.with(index, changed));
          return thrownBy(() => {
            shootCheck.object?.(old, new Report(), after);
            judgeShootUpdate({ next: old, old, before, after }, new Report());
          }).map(error => `${changed.kind} ${place.join('.')}: ${error}`);
        }),
      ),
    );
    expect(thrown).toEqual([]);
  });
});
