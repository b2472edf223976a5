import * as fs from 'node:fs';
import * as path from 'node:path';
import type { KubernetesObject } from '../../../lib/core/object';
import { shootValidation } from '../../../lib/gardener/shoot/shoot-validation';
import { Report } from '../../../lib/rules/report';
import { deepFreeze, places, replaced } from './places';

interface Bases {
  readonly bases: Readonly<
    Record<string, { readonly kind: string; readonly oracle: string; readonly object: KubernetesObject }>
  >;
}

const file = path.join(__dirname, '../../vectors/validation-vectors.json');
const { bases } = JSON.parse(fs.readFileSync(file, 'utf8')) as Bases;
const context = { gardener: '1.150.0', featureGates: {}, now: new Date('2026-11-25') };

const shoots = Object.entries(bases)
  .filter(([, { kind, oracle, object }]) => kind === 'Shoot' && oracle === 'core' && !('status' in object))
  .map(([name, { object }]) => [name, deepFreeze(object)] as const);

describe.each(shoots)('%s', (_name, shoot) => {
  test('is judged without a throw whatever part of it is missing or null', () => {
    const thrown: string[] = [];
    for (const place of places(shoot)) {
      for (const replacement of [undefined, null]) {
        const object = replaced(shoot, place, replacement) as KubernetesObject;
        try {
          shootValidation.create(object, new Report(), context);
          shootValidation.update(object, shoot, new Report(), context);
          shootValidation.update(shoot, object, new Report(), context);
        } catch (error) {
          thrown.push(`${place.join('.')}: ${String(error)}`);
        }
      }
    }
    expect(thrown).toEqual([]);
  });

  test('is never changed, and its defaults have nothing left to default', () => {
    const defaulted = shootValidation.defaults(shoot, context);
    expect(shootValidation.defaults(deepFreeze(defaulted), context)).toEqual(defaulted);
  });

  test('is accepted as its own update', () => {
    const gates = { InPlaceNodeUpdates: true };
    const report = new Report();
    shootValidation.update(shoot, shoot, report, { ...context, featureGates: gates });
    expect(report.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});
