import type { KubernetesObject } from '../../core/object';
import { mapAt, mapsOf, textsOf } from '../plain';

/** Arguments of the controllers that a landscape of Gardener wants to change; none of them is an option of `flux install`. */
export interface ControllerTuning {
  /** Flux Kustomizations that are worked on at once. @default 4 */
  readonly concurrent?: number;
  /** How often a Flux Kustomization looks whether its dependencies are ready, for example `5s`. @default 30s */
  readonly requeueDependency?: string;
  /** Kinds that are applied before others, as `<group>/<Kind>`; since Flux 2.8. @default none */
  readonly customApplyStageKinds?: readonly string[];
}

/** The installation with arguments of kustomize-controller set. Source: kustomize-controller:main.go v1.9 */
export function tuneControllers(
  objects: readonly KubernetesObject[],
  tuning: ControllerTuning,
): readonly KubernetesObject[] {
  const flags = flagsOf(tuning);
  if (flags.length === 0) return objects;
  return objects.map(object =>
    object.kind === 'Deployment' && object.metadata.name === 'kustomize-controller'
      ? withArguments(object, flags)
      : object,
  );
}

function flagsOf({ concurrent, requeueDependency, customApplyStageKinds = [] }: ControllerTuning): readonly string[] {
  return [
    ...(concurrent === undefined ? [] : [`--concurrent=${concurrent}`]),
    ...(requeueDependency === undefined ? [] : [`--requeue-dependency=${requeueDependency}`]),
    ...(customApplyStageKinds.length === 0 ? [] : [`--custom-apply-stage-kinds=${customApplyStageKinds.join(',')}`]),
  ];
}

/** A controller that is started with one more flag. */
export function withFlag(deployment: KubernetesObject, name: string, value: string): KubernetesObject {
  return withArguments(deployment, [`--${name}=${value}`]);
}

/** Appended: arguments before them are patched by their place. */
function withArguments(deployment: KubernetesObject, flags: readonly string[]): KubernetesObject {
  const spec = mapAt(deployment, 'spec');
  const template = mapAt(spec, 'template');
  const podSpec = mapAt(template, 'spec');
  const [first = {}, ...others] = mapsOf(podSpec['containers']);
  const names = flags.map(flag => `${flag.split('=')[0] ?? ''}=`);
  const kept = textsOf(first['args']).filter(argument => !names.some(name => argument.startsWith(name)));
  const containers = [{ ...first, args: [...kept, ...flags] }, ...others];
  return { ...deployment, spec: { ...spec, template: { ...template, spec: { ...podSpec, containers } } } };
}

/** The kinds that a kustomize-controller applies before others. */
export function stageKindsOf(deployment: KubernetesObject): readonly string[] {
  return flagOf(deployment, 'custom-apply-stage-kinds')?.split(',') ?? [];
}

/** The value of a flag that a controller is started with; undefined when it is not given. */
export function flagOf(deployment: KubernetesObject, name: string): string | undefined {
  const [container = {}] = mapsOf(mapAt(deployment, 'spec', 'template', 'spec')['containers']);
  const prefix = `--${name}=`;
  return textsOf(container['args'])
    .find(argument => argument.startsWith(prefix))
    ?.slice(prefix.length);
}
