import type { Shoot, ShootSpec, Worker } from '../../../../imports/core.gardener.cloud/v1beta1';
import { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import { kubernetesVersion, type KubernetesVersion } from '../../kubernetes/version';
import type { ValidationContext } from '../../validation-context';

/** What the rules about the parts of a Shoot need to know of the whole. */
export interface ShootScope {
  /** Where the spec lies. */
  readonly path: FieldPath;
  /** Namespace of the Shoot; empty in a template. */
  readonly namespace: string;
  readonly version: KubernetesVersion;
  readonly workerless: boolean;
  /** The control plane runs on a worker pool of the Shoot itself. */
  readonly selfHosted: boolean;
  /** The spec belongs to the template of a ManagedSeedSet, whose Shoots admission completes later. */
  readonly inTemplate: boolean;
  /** An update left kubeAPIServer.serviceAccountConfig.acceptedIssuers as they were. */
  readonly unchangedIssuers: boolean;
  /** The nginx ingress addon may be switched on. */
  readonly nginxAllowed: boolean;
}

/** Gates of the Gardener API server that decide about Shoots, with their defaults (gardener:pkg/features/features.go v1.150). */
const gateDefaults = { InPlaceNodeUpdates: false, DisableNginxIngressInShoot: false } as const;

/** Whether a feature gate of the Gardener API server is on. */
export function isGateOn(context: ValidationContext, gate: keyof typeof gateDefaults): boolean {
  return context.featureGates[gate] ?? gateDefaults[gate];
}

/** Whether one of the pools carries the control plane. */
export function isSelfHosted(workers: readonly Loose<Worker>[] | undefined): boolean {
  return workers?.some(({ controlPlane }) => controlPlane !== undefined) ?? false;
}

/** Where the spec lies, and what an update decides. */
export type SpecPlace = Pick<ShootScope, 'path' | 'inTemplate' | 'unchangedIssuers' | 'nginxAllowed'>;

/** The scope of a spec. */
export function scopeOf(metadata: Loose<Shoot['metadata']>, spec: Loose<ShootSpec>, place: SpecPlace): ShootScope {
  const workers = spec.provider?.workers ?? [];
  return {
    ...place,
    namespace: metadata.namespace ?? '',
    version: kubernetesVersion(spec.kubernetes?.version ?? ''),
    workerless: workers.length === 0,
    selfHosted: isSelfHosted(workers),
  };
}

/** Path of the spec of a Shoot. */
export const specPath = FieldPath.of('spec');
