import type { Facts } from '../../rules/facts';

/** Architectures of images that somebody looked up, by image as it is written, or by repository. */
export type KnownArchitectures = ReadonlyMap<string, readonly string[]>;

/** Fact `imageArchitectures` of `landscape`: image or repository to its architectures. */
export function knownArchitectures(facts: Facts): KnownArchitectures {
  const stated = facts.get('landscape')?.get('imageArchitectures')?.value;
  if (typeof stated !== 'object' || stated === null) return new Map();
  const entries = Object.entries(stated).flatMap(([image, list]): [string, string[]][] =>
    Array.isArray(list) ? [[image, list.filter((name): name is string => typeof name === 'string')]] : [],
  );
  return new Map(entries);
}

/** Names that say which single architecture an image has: `amd64/redis`, `redis:7-arm64`, `pause-amd64:3.1`. */
const named = /(?:^|\/)(amd64|arm64|arm64v8)\/|[-_.](amd64|arm64|arm64v8|x86_64|aarch64)(?=$|[:@])/;

const aliases: Readonly<Record<string, string>> = { arm64v8: 'arm64', aarch64: 'arm64', x86_64: 'amd64' };

/** The architectures of an image: those that somebody looked up, else the one that its name tells; undefined when nothing does. */
export function architecturesOfImage(image: string, known: KnownArchitectures): readonly string[] | undefined {
  const repository = image.replace(/@.*$/, '').replace(/:[^:/]*$/, '');
  const stated = known.get(image) ?? known.get(repository);
  if (stated !== undefined) return stated;
  const match = named.exec(image.replace(/@.*$/, ''));
  const name = match?.[1] ?? match?.[2];
  return name === undefined ? undefined : [aliases[name] ?? name];
}
