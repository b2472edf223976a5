import type { View } from '../rules/view';
import type { ValidationContext } from './validation-context';

const contexts = new WeakMap<View, ValidationContext>();

/** The context that a tree gives: the feature gates of its Garden's API server, and its clock. */
export function contextOf(view: View): ValidationContext {
  let context = contexts.get(view);
  if (context === undefined) {
    context = {
      gardener: view.gardener,
      featureGates: featureGates(view),
      ...(view.now !== undefined && { now: view.now }),
    };
    contexts.set(view, context);
  }
  return context;
}

interface GardenSpec {
  readonly virtualCluster?: {
    readonly gardener?: { readonly gardenerAPIServer?: { readonly featureGates?: Readonly<Record<string, boolean>> } };
  };
}

function featureGates(view: View): Readonly<Record<string, boolean>> {
  const [garden] = view.ofKind('operator.gardener.cloud', 'Garden');
  const spec = garden?.object['spec'] as GardenSpec | undefined;
  return spec?.virtualCluster?.gardener?.gardenerAPIServer?.featureGates ?? {};
}
