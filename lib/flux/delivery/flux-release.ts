import { Version } from '../../core/version';

/** The release of Flux that first has a feature. Source: flux2:CHANGELOG, kustomize-controller:CHANGELOG.md */
export const firstRelease = {
  deletionPolicy: '2.5.0',
  healthCheckExprs: '2.5.0',
  ociRepositoryV1: '2.6.0',
  artifactGenerator: '2.7.0',
  readyExpr: '2.7.0',
  customApplyStage: '2.8.0',
  specIgnore: '2.9.0',
  strictSubstitution: '2.9.0',
} as const;

/** Whether a release of Flux, with or without leading v, has a feature; a text that is no version counts as the newest. */
export function hasFeature(flux: string, feature: keyof typeof firstRelease): boolean {
  const version = Version.parse(flux);
  return version === undefined || !version.lessThan(Version.of(`${firstRelease[feature]}-0`));
}
