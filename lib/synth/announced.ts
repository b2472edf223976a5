/** A landscape that somebody has made and nobody has rendered yet; it holds no construct, so that a big tree can be let go. */
interface Announcement {
  readonly name: string;
}

const symbol = Symbol.for('cdk8s-gardener.announced');
const holder = globalThis as unknown as Record<symbol, Set<Announcement> | undefined>;

/** Of a landscape that an app has built, and that would be missing in dist/ without a word. */
export const neverSynthesized = 'the app builds this landscape and never calls its synth()';

/** Tells that a landscape is there. What is returned tells that it is rendered. */
export function announce(name: string): () => void {
  const announced = (holder[symbol] ??= new Set());
  const announcement = { name };
  announced.add(announcement);
  return () => void announced.delete(announcement);
}

/** Names of the landscapes of this process that nobody has rendered, in the order in which they were made. */
export function forgottenLandscapes(): readonly string[] {
  return Array.from(holder[symbol] ?? [], ({ name }) => name);
}
