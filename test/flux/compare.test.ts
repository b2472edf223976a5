import { compareFlux } from '../../lib/flux/compare/compare';
import { planFlux } from '../../lib/flux/compare/plan';
import type { ViewObject } from '../../lib/rules/view';
import { cluster, configMap, idsOf, inFile, kustomization, viewOf } from './tree';

const objects = (folder: string, ...names: string[]): ViewObject[] =>
  names.map(name => inFile(`${folder}/${name}.yaml`, configMap(name)));

function compare(before: readonly ViewObject[], after: readonly ViewObject[]): string[] {
  return [...compareFlux(viewOf(before), viewOf(after))].map(
    ({ severity, rule, message }) => `${severity} ${rule}: ${message}`,
  );
}

const before = [...cluster(kustomization('old', './old')), ...objects('old', 'a', 'b')];

describe('a change of Flux Kustomizations', () => {
  it('that removes one says how many objects go', () => {
    expect(compare(before, cluster())).toEqual([
      'critical FLUX-KS-REMOVED: Flux Kustomization old is removed: prunes 2 objects',
    ]);
  });

  it('that removes one without pruning leaves orphans', () => {
    const quiet = [...cluster(kustomization('old', './old', { prune: false })), ...objects('old', 'a', 'b')];
    expect(compare(quiet, cluster())).toEqual([
      'notice FLUX-KS-ORPHANS: Flux Kustomization old is removed: orphans 2 objects',
    ]);
  });

  it('respects the deletion policy and protection', () => {
    const orphan = [...cluster(kustomization('old', './old', { deletionPolicy: 'Orphan' })), ...objects('old', 'a')];
    expect(compare(orphan, cluster())[0]).toContain('FLUX-KS-ORPHANS');
    const kept = configMap('a', {}, { annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'Disabled' } });
    expect(
      compare(
        [...cluster(kustomization('old', './old')), inFile('old/a.yaml', kept), ...objects('old', 'b')],
        cluster(),
      ),
    ).toEqual(['critical FLUX-KS-REMOVED: Flux Kustomization old is removed: prunes 1 object, orphans 1 object']);
  });

  it('that renames one moves its objects, and lists the safe order', () => {
    const after = [...cluster(kustomization('new', './new')), ...objects('new', 'a', 'b')];
    expect(compare(before, after)).toEqual([
      'critical FLUX-KS-REMOVED: Flux Kustomization old is removed: 2 objects move to new',
      'warning OWNER-MOVE: the object moves from Flux Kustomization old to new: safe only if the new one applies it before the old one prunes',
      'warning OWNER-MOVE: the object moves from Flux Kustomization old to new: safe only if the new one applies it before the old one prunes',
    ]);
    const steps = [...planFlux(viewOf(before), viewOf(after))];
    expect(steps.map(({ title }) => title)).toEqual([
      'stop old from pruning: prune false, deletionPolicy Orphan',
      'remove old and add what takes its objects over',
      'switch pruning on again',
    ]);
    expect(steps.map(step => (step.objects[0] as { spec?: { prune?: boolean } } | undefined)?.spec?.prune)).toEqual([
      false,
      false,
      true,
    ]);
  });

  it.each<[string, object, object, string]>([
    ['stops pruning', { prune: true }, { prune: false }, 'notice FLUX-PRUNE-OFF'],
    ['begins to prune', { prune: false }, { prune: true }, 'warning FLUX-PRUNE-ON'],
    ['is suspended', {}, { suspend: true }, 'notice FLUX-SUSPEND'],
    ['is resumed', { suspend: true }, {}, 'notice FLUX-RESUME'],
    ['forces', {}, { force: true }, 'critical FLUX-FORCE'],
  ])('that %s says what follows', (_, old, now, expected) => {
    const tree = (spec: object): ViewObject[] => [...cluster(kustomization('a', './a', spec)), ...objects('a', 'x')];
    expect(compare(tree(old), tree(now)).map(line => line.split(':')[0])).toEqual([expected]);
    expect(compare(tree(now), tree(now))).toEqual([]);
  });

  it('that changes the path says what is pruned', () => {
    const after = [...cluster(kustomization('old', './new')), ...objects('new', 'b', 'c')];
    expect(compare(before, after)).toEqual(['critical FLUX-PATH: the path changes: prunes 1 object']);
    expect([...planFlux(viewOf(before), viewOf(after))].map(({ title }) => title)).toEqual([
      'stop old from pruning',
      'change the path of old',
      'switch pruning on again',
    ]);
  });

  it('that moves one object to another owner is a warning on the object', () => {
    const both = cluster(kustomization('one', './one'), kustomization('two', './two'));
    const findings = [
      ...compareFlux(
        viewOf([...both, ...objects('one', 'a', 'b')]),
        viewOf([...both, ...objects('one', 'a'), ...objects('two', 'b')]),
      ),
    ];
    expect(idsOf(findings)).toEqual(['OWNER-MOVE b']);
  });

  it('that switches force on is critical', () => {
    const after = [...cluster(kustomization('old', './old', { force: true })), ...objects('old', 'a', 'b')];
    expect(compare(before, after)).toEqual([expect.stringContaining('critical FLUX-FORCE')]);
  });

  it('that takes a file away is a notice', () => {
    expect(compare(before, [...cluster(kustomization('old', './old')), ...objects('old', 'a')])).toEqual([
      'notice FLUX-PRUNES: prunes 1 object',
    ]);
  });

  it('is silent when nothing changes', () => {
    expect(compare(before, before)).toEqual([]);
  });
});

describe('an edit of a FluxConfig', () => {
  const shoot = (config: object): ViewObject =>
    inFile('a.yaml', {
      apiVersion: 'core.gardener.cloud/v1beta1',
      kind: 'Shoot',
      metadata: { name: 'botany', namespace: 'garden-dev' },
      spec: {
        extensions: [
          {
            type: 'shoot-flux',
            providerConfig: { apiVersion: 'flux.extensions.gardener.cloud/v1alpha1', kind: 'FluxConfig', ...config },
          },
        ],
      },
    });

  it('has no effect on a Shoot that exists, except for its Secrets', () => {
    const was = shoot({ flux: { version: 'v2.8.0' } });
    const is = shoot({ flux: { version: 'v2.9.2' }, additionalSecretResources: [{ name: 'x' }] });
    expect(idsOf(compareFlux(viewOf([was]), viewOf([is])))).toEqual([
      'FX-INERT-CHANGE botany spec.extensions[0].providerConfig.flux.version',
    ]);
  });

  it('that writes a default out is none', () => {
    expect(idsOf(compareFlux(viewOf([shoot({})]), viewOf([shoot({ flux: { version: 'v2.9.2' } })])))).toEqual([]);
  });
});
