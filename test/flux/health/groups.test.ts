import type { KubernetesObject } from '../../../lib/core/object';
import { cluster, findingsOf, idsOf, inFile, kustomization } from '../tree';

const object = (apiVersion: string, kind: string): KubernetesObject => ({
  apiVersion,
  kind,
  metadata: { name: kind.toLowerCase(), annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' } },
});
const operator = 'operator.gardener.cloud/v1alpha1';
const observed = 'status.observedGeneration == metadata.generation';
const forGroup = {
  apiVersion: operator,
  current: `${observed} && has(status.lastOperation) && status.lastOperation.state == 'Succeeded'`,
};
const forExtension = {
  apiVersion: operator,
  kind: 'Extension',
  current: `${observed} && status.conditions.exists(c, c.type == 'Installed' && c.status == 'True')`,
};

const judge = (healthCheckExprs: readonly object[], ...kinds: readonly string[]): readonly string[] =>
  idsOf(
    findingsOf([
      ...cluster(kustomization('a', './a', { wait: true, healthCheckExprs })),
      ...kinds.map(kind => inFile(`a/${kind}.yaml`, object(operator, kind))),
    ]),
  );

describe('an expression for a whole group', () => {
  it('is judged by the kinds that the unit holds', () => {
    expect(judge([forGroup], 'Garden')).toEqual([]);
    expect(judge([forGroup], 'Garden', 'Extension')).toEqual(['FLUX-HEALTH-WRONG a spec.healthCheckExprs[0].current']);
  });

  it('is not asked for a kind that has an expression of its own', () => {
    expect(judge([forGroup, forExtension], 'Garden', 'Extension')).toEqual([]);
    expect(judge([forExtension], 'Garden', 'Extension')).toEqual(['FLUX-HEALTH-NONE a spec.healthCheckExprs']);
  });

  it('may not hold for an empty list of conditions either', () => {
    const vacuous = { apiVersion: operator, current: "status.conditions.all(c, c.status == 'True')" };
    expect(judge([vacuous], 'Garden')).toEqual(['FLUX-HEALTH-WRONG a spec.healthCheckExprs[0].current']);
    expect(judge([vacuous])).toEqual(['FLUX-HEALTH-VACUOUS a spec.healthCheckExprs[0].current']);
  });
});
