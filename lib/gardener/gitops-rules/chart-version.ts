import type { OCIRepository } from '../../../imports/core.gardener.cloud/v1';
import type { Loose } from '../../core/loose';

/** The tag of an image or chart reference such as `registry:5000/gardenlet:v1.150.0@sha256:...`. */
export function tagOf(reference: string): string | undefined {
  const name = reference.slice(reference.lastIndexOf('/') + 1).split('@', 1)[0] ?? '';
  const colon = name.indexOf(':');
  return colon < 0 ? undefined : name.slice(colon + 1);
}

/** The tag of a chart, which is the version of the gardenlet in it. */
export function chartTag({ ref, tag }: Loose<OCIRepository>): string | undefined {
  return (ref ?? '') === '' ? tag : tagOf(ref ?? '');
}
