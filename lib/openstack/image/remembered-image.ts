import { memoizeByIdentity } from '../../core/memo';
import { findImage } from './find-image';
import type { ProviderImage } from './provider-image';
import type { ImageQuery, ImageResult, LookupMode } from './query';

/** {@link findImage} for the pools of a landscape, which ask the same few questions about a profile thousands of times. */
export function rememberedImage(query: ImageQuery, mode: LookupMode | undefined): ImageResult {
  // the status of a worker is its own
  if (query.status !== undefined) return findImage(query, mode);
  const { images, name, version, region, architecture = '', machine, definitions } = query;
  const texts = [mode ?? '', name, version, region, architecture, machine ? textOf(machine) : '', textOf(definitions)];
  const question = texts.join('\n');
  const answers = answersAbout(images);
  const known = answers.get(question) ?? findImage(query, mode);
  answers.set(question, known);
  return known;
}

const answersAbout = memoizeByIdentity((_images: readonly ProviderImage[]) => new Map<string, ImageResult>());
const textOf = memoizeByIdentity((value: object) => JSON.stringify(value));
