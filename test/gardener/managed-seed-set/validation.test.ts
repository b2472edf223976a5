import type { ManagedSeedSet } from '../../../imports/seedmanagement.gardener.cloud/v1alpha1';
import type { Loose } from '../../../lib/core/loose';
import { defaultManagedSeedSet } from '../../../lib/gardener/managed-seed-set/defaults';
import {
  validateManagedSeedSet,
  validateManagedSeedSetUpdate,
} from '../../../lib/gardener/managed-seed-set/validation';
import { Report } from '../../../lib/rules/report';

type Fields = Loose<ManagedSeedSet>;
type Spec = NonNullable<Fields['spec']>;

const context = { gardener: '1.150.0', featureGates: {} };
const labels = { pool: 'loam' };

function set(spec: Spec = {}): Fields {
  return {
    metadata: { name: 'loam', namespace: 'garden' },
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { gardenlet: { config: { seedConfig: { metadata: { labels } } } } } },
      shootTemplate: { metadata: { labels }, spec: { provider: { type: 'x', workers: [{ name: 'a' }] } } },
      ...spec,
    },
  };
}

/** What is said about the set itself; seed and Shoot have tests of their own. */
const ownFindings = (report: Report): string[] =>
  report.findings
    .map(({ rule, type, path }) => `${rule} ${type} ${path}`)
    .filter(text => /^(MANAGED|MS|SELECTOR|LABEL)/.test(text));

function create(object: Fields): string[] {
  const report = new Report();
  validateManagedSeedSet(defaultManagedSeedSet(object), report, context);
  return ownFindings(report);
}

describe('a ManagedSeedSet', () => {
  test('selects by labels of everything that it makes', () => {
    expect(create(set())).toEqual([]);
    expect(create(set({ selector: { matchLabels: { pool: 'clay' } } }))).toEqual([
      'MANAGED-SEED-SET-LABELS invalid spec.template.metadata.labels',
      'MANAGED-SEED-SET-LABELS invalid spec.template.spec.gardenlet.config.seedConfig.metadata.labels',
      'MANAGED-SEED-SET-LABELS invalid spec.shootTemplate.metadata.labels',
    ]);
  });

  test('judges no labels by a selector that is empty or wrong', () => {
    expect(create(set({ selector: {} }))).toEqual(['MANAGED-SEED-SET-SELECTOR-EMPTY invalid spec.selector']);
    const selector = {
      matchExpressions: [
        { key: 'pool', operator: 'In' },
        { key: 'a b', operator: 'Is' },
      ],
    };
    expect(create(set({ selector }))).toEqual([
      'SELECTOR-VALUES-MISSING required spec.selector.matchExpressions[0].values',
      'SELECTOR-OPERATOR invalid spec.selector.matchExpressions[1].operator',
      'LABEL-KEY invalid spec.selector.matchExpressions[1].key',
      'MANAGED-SEED-SET-SELECTOR invalid spec.selector',
    ]);
  });

  test.each([
    ['In', ['loam', 'clay'], 0],
    ['NotIn', ['clay'], 0],
    ['NotIn', ['loam'], 3],
    ['Exists', undefined, 0],
    ['DoesNotExist', undefined, 3],
  ])('understands %s %j: %i findings', (operator, values, findings) => {
    const requirement = { key: 'pool', operator, ...(values && { values }) };
    expect(create(set({ selector: { matchExpressions: [requirement] } }))).toHaveLength(findings);
  });

  test('needs a seed and workers, and names no Shoot', () => {
    const spec = {
      template: { metadata: { labels }, spec: { shoot: { name: 'x' } } },
      shootTemplate: { metadata: { labels } },
    };
    expect(create(set(spec))).toEqual([
      'MANAGED-SEED-SET-SHOOT forbidden spec.template.spec.shoot',
      'MANAGED-SEED-SET-SEED-CONFIG required spec.template.spec.gardenlet.config.seedConfig',
      'MANAGED-SEED-SET-WORKERS invalid spec.shootTemplate.spec.provider.workers',
    ]);
  });

  test('counts from zero, in the namespace garden', () => {
    const spec = { replicas: -1, revisionHistoryLimit: -1, updateStrategy: { rollingUpdate: { partition: -1 } } };
    expect(create({ ...set(spec), metadata: { name: 'loam', namespace: 'dev' } })).toEqual([
      'MANAGED-SEED-SET-NAMESPACE invalid metadata.namespace',
      'MANAGED-SEED-SET-REPLICAS invalid spec.replicas',
      'MANAGED-SEED-SET-HISTORY invalid spec.revisionHistoryLimit',
      'MANAGED-SEED-SET-PARTITION invalid spec.updateStrategy.rollingUpdate.partition',
    ]);
  });

  test('updates in one way', () => {
    const strategy = (type: string): Spec => ({ updateStrategy: { type } as unknown as Spec['updateStrategy'] });
    expect(create(set(strategy('')))).toEqual(['MANAGED-SEED-SET-STRATEGY-MISSING required spec.updateStrategy.type']);
    expect(create(set(strategy('OnDelete')))).toEqual([
      'MANAGED-SEED-SET-STRATEGY notSupported spec.updateStrategy.type',
    ]);
  });

  test('keeps its selector and its history', () => {
    const report = new Report();
    const next = set({
      selector: { matchExpressions: [{ key: 'pool', operator: 'Exists' }] },
      revisionHistoryLimit: 3,
    });
    validateManagedSeedSetUpdate(defaultManagedSeedSet(next), defaultManagedSeedSet(set()), report, context);
    expect(ownFindings(report)).toEqual([
      'MANAGED-SEED-SET-SELECTOR-FIXED invalid spec.selector',
      'MANAGED-SEED-SET-HISTORY-FIXED invalid spec.revisionHistoryLimit',
    ]);
  });
});

describe('the defaults of a ManagedSeedSet', () => {
  test('are a replica and its update strategy; the templates are completed later', () => {
    expect(defaultManagedSeedSet({ spec: { updateStrategy: { rollingUpdate: {} } } })).toEqual({
      spec: {
        replicas: 1,
        revisionHistoryLimit: 10,
        updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
      },
    });
    const template = { spec: { gardenlet: { deployment: { replicaCount: 1 } } } };
    expect(defaultManagedSeedSet({ spec: { template } }).spec?.template?.spec?.gardenlet?.deployment).toEqual({
      replicaCount: 1,
      revisionHistoryLimit: 2,
      enableHealthProbes: true,
      image: { pullPolicy: 'IfNotPresent' },
    });
  });
});
