import type { Construct } from 'constructs';
import { EnvoyFilter as EnvoyFilterKind } from '../../imports/networking.istio.io/v1alpha3';
import type { Fields } from '../api/typed-object';
import { place } from '../landscape/placement';
import type { EnvoyFilter } from './envoy-filter';

/** Adds filters to the tree, in one file of a seed, or of the runtime cluster when no seed is named. */
export function emitFilters(
  scope: Construct,
  filters: readonly EnvoyFilter[],
  { seed, file }: { readonly seed?: string; readonly file: string },
): void {
  const cluster = seed === undefined ? 'runtime' : `seeds/${seed}`;
  for (const { metadata, spec } of filters) {
    // the filters are built from Envoy's own messages, which the schema of EnvoyFilter leaves open
    const fields = { spec } as unknown as Fields<EnvoyFilterKind>;
    place(scope, EnvoyFilterKind, { metadata, ...fields }, { home: { cluster, unit: 'acl' }, file });
  }
}
