import { writeDocument } from '../yaml/writer';

/** Name of the file that tells kustomize, and so Flux, what a unit consists of. */
export const kustomizationFile = 'kustomization.yaml';

/**
 * The kustomization of a unit: its files in the order of application. Without one kustomize would take every YAML file below
 * the folder, whatever it is.
 */
export function kustomizationText(files: readonly string[]): string {
  return writeDocument({ apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources: files });
}
