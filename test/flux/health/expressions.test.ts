import { healthOf } from '../../../lib/flux/health/evaluate';
import { expressionsFor, expressionsOfKind, healthExpressions } from '../../../lib/flux/health/expressions';
import { healthSamples } from '../../../lib/flux/health/samples';
import { groupOf } from '../../../lib/core/object';

/** Conditions that a healthy object may lack or have otherwise: the expressions do not look at them. */
const unasked = ['ObservabilityComponentsHealthy', 'ResourcesProgressing'];

describe('health expressions of Gardener kinds', () => {
  const asked = healthSamples.filter(
    ({ kind, state }) => !unasked.some(condition => state.includes(condition)) || kind === 'Garden',
  );

  it.each(asked.map(sample => [sample.kind, sample.state, sample] as const))('%s: %s', (_kind, _state, sample) => {
    const expressions = expressionsOfKind(groupOf(sample.apiVersion), sample.kind);
    const answer = expressions && healthOf(sample.object, expressions);
    expect(answer).toEqual({ health: sample.expected === 'ready' ? 'Current' : 'InProgress' });
  });

  it.each(['Garden', 'Seed', 'Shoot'])('%s: a failed operation ends the wait', kind => {
    const expressions = healthExpressions.find(entry => entry.kind === kind);
    const object = {
      metadata: { generation: 1 },
      status: { observedGeneration: 1, lastOperation: { state: 'Failed' } },
    };
    expect(expressions && healthOf(object, expressions)).toEqual({ health: 'Failed' });
  });

  it('takes a Shoot without workers for ready without the condition of its nodes', () => {
    const [sample] = healthSamples.filter(({ kind, state }) => kind === 'Shoot' && state === 'healthy');
    const status = (sample?.object as { status: { conditions: { type: string }[] } }).status;
    const conditions = status.conditions.filter(({ type }) => type !== 'EveryNodeReady');
    const expressions = healthExpressions.find(({ kind }) => kind === 'Shoot');
    expect(expressions && healthOf({ ...sample?.object, status: { ...status, conditions } }, expressions)).toEqual({
      health: 'Current',
    });
  });

  it('has no answer while there is no status', () => {
    const [garden] = healthExpressions;
    expect(garden && healthOf({ metadata: { generation: 1 } }, garden)).toHaveProperty('error');
  });

  it('is asked for the kinds of a unit only', () => {
    const objects = [
      { apiVersion: 'core.gardener.cloud/v1beta1', kind: 'Project', metadata: {} },
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: {} },
    ];
    expect(expressionsFor(objects).map(({ kind }) => kind)).toEqual(['Project']);
  });
});
