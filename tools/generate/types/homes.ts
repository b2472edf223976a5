/**
 * Go packages whose structs several API versions use, with the folder that gets their interfaces. A package that only one
 * version uses lives with that version and needs no row.
 */
const sharedHomes: Readonly<Record<string, string>> = {
  'componentbase.config.v1alpha1': 'componentbase.config/v1alpha1',
  'config.gardenlet.v1alpha1': 'gardenlet.config.gardener.cloud/v1alpha1',
  'core.v1': 'core.gardener.cloud/v1',
  'core.v1beta1': 'core.gardener.cloud/v1beta1',
  'extensions.lib.config.v1alpha1': 'extensions.lib.config/v1alpha1',
  'extensions.v1alpha1': 'extensions.gardener.cloud/v1alpha1',
  'k8s.autoscaling.v1': 'autoscaling/v1',
  'k8s.core.v1': 'core/v1',
  'k8s.meta.v1': 'meta/v1',
  'k8s.networking.v1': 'networking.k8s.io/v1',
  'k8s.rbac.v1': 'rbac.authorization.k8s.io/v1',
  kustomize: 'kustomize.config.k8s.io/v1beta1',
  'metal.audit.v1alpha1': 'audit.metal.extensions.gardener.cloud/v1alpha1',
};

/** The folder of the structs of a Go package; fails when several versions use it and the table does not decide. */
export function homeOfPackage(goPackage: string, users: ReadonlySet<string>): string {
  const shared = sharedHomes[goPackage];
  if (shared !== undefined) return shared;
  const [only, ...others] = [...users].sort();
  if (only === undefined) throw new Error(`no schema uses the Go package ${goPackage}`);
  if (others.length === 0) return only;
  throw new Error(
    `${goPackage} is used by ${[only, ...others].join(', ')}: name its home in tools/generate/types/homes.ts`,
  );
}
