/** A floating pool that shoots may use (`constraints.floatingPools[]` of a CloudProfileConfig), as far as the match needs it. */
export interface FloatingPoolRule {
  /** A name, or a pattern with one `*` at its start or end. */
  readonly name?: string | undefined;
  readonly region?: string | undefined;
  readonly domain?: string | undefined;
  /** Offered in addition to the other pools, without shadowing them. */
  readonly nonConstraining?: boolean | undefined;
}

/** Where a shoot lives and which pool it asks for. */
export interface FloatingPoolQuery {
  readonly name: string;
  readonly region: string;
  /** Domain of the credentials; unknown in a tree without them. */
  readonly domain?: string | undefined;
}

/** What admission answers: the pool, or the names that it would have accepted. */
export type FloatingPoolMatch<Pool extends FloatingPoolRule> =
  { readonly pool: Pool } | { readonly pool?: undefined; readonly allowed: readonly string[] };

/**
 * How well a pattern fits a name: undefined when it does not, else a score that grows with the part that is matched by letters.
 * `provider-openstack:pkg/openstack/utils/utils.go` (SimpleMatch) v1.58.
 */
export function matchScore(pattern: string, name: string): number | undefined {
  if (pattern === '*') return 0;
  if (pattern === name) return bytes(name);
  if (pattern.endsWith('*') && name.startsWith(pattern.slice(0, -1))) return bytes(pattern) - 1;
  if (pattern.startsWith('*') && name.endsWith(pattern.slice(1))) return bytes(pattern) - 1;
  return undefined;
}

const bytes = (text: string): number => Buffer.byteLength(text);

/**
 * The pool that admission of a Shoot matches: first pools with domain and region, then those bound to one of both (both kinds must agree), then
 * unbound ones. Names that a tier offers shadow the later tiers, except for pools marked nonConstraining.
 * `provider-openstack:pkg/apis/openstack/validation/infrastructure.go` (FindFloatingPool) v1.58.
 */
export function matchFloatingPool<Pool extends FloatingPoolRule>(
  pools: readonly Pool[],
  query: FloatingPoolQuery,
): FloatingPoolMatch<Pool> {
  const { name, region, domain } = query;
  const additional = new Set<string>();
  const search = (tier: Omit<Tier, 'name' | 'additional'>): Candidates<Pool> =>
    candidates(pools, { name, additional, ...tier });

  const exact = search({ region, domain, onlyAdditional: false });
  if (exact.best) return { pool: exact.best };
  let offered = exact.offered;
  const onlyAdditional = offered.size > 0;
  const byRegion = search({ region, domain: undefined, onlyAdditional });
  const byDomain = search({ region: undefined, domain, onlyAdditional });
  if (byRegion.best && (byDomain.best || byDomain.offered.size === 0)) return { pool: byRegion.best };
  if (byDomain.best && byRegion.offered.size === 0) return { pool: byDomain.best };
  if (byRegion.offered.size > 0 && byDomain.offered.size > 0)
    offered = intersection(byRegion.offered, byDomain.offered);
  else if (byRegion.offered.size > 0) offered = byRegion.offered;
  else if (byDomain.offered.size > 0) offered = byDomain.offered;

  const unbound = search({ region: undefined, domain: undefined, onlyAdditional: offered.size > 0 });
  if (unbound.best) return { pool: unbound.best };
  return { allowed: [...new Set([...offered, ...unbound.offered]), ...additional].sort() };
}

interface Tier extends Pick<FloatingPoolQuery, 'name' | 'domain'> {
  readonly region: string | undefined;
  readonly onlyAdditional: boolean;
  readonly additional: Set<string>;
}

interface Candidates<Pool> {
  readonly best: Pool | undefined;
  readonly offered: Set<string>;
}

/** Pools bound to exactly this region and domain: the best match, and the names that they offer. */
function candidates<Pool extends FloatingPoolRule>(pools: readonly Pool[], tier: Tier): Candidates<Pool> {
  const offered = new Set<string>();
  let best: { pool: Pool; score: number } | undefined;
  for (const pool of pools) {
    if (pool.region !== tier.region || pool.domain !== tier.domain) continue;
    const name = pool.name ?? '';
    if (pool.nonConstraining) tier.additional.add(name);
    else if (tier.onlyAdditional) continue;
    else offered.add(name);
    const score = matchScore(name, tier.name);
    if (score !== undefined && (best === undefined || best.score < score)) best = { pool, score };
  }
  return { best: best?.pool, offered };
}

const intersection = (one: Set<string>, other: Set<string>): Set<string> =>
  new Set([...one].filter(name => other.has(name)));

/**
 * The pool that the controller reads load-balancer classes and the default floating subnet from. Unlike admission it wants the region of the
 * shoot on the pool and a score above zero, so a pool without a region, or one called `*`, never delivers any.
 * `provider-openstack:pkg/apis/openstack/helper/helper.go` (FindFloatingPool) v1.58.
 */
export function runtimeFloatingPool<Pool extends FloatingPoolRule>(
  pools: readonly Pool[],
  query: FloatingPoolQuery,
): Pool | undefined {
  const { name, region, domain } = query;
  const best = (nonConstraining: boolean): Pool | undefined => {
    let found: { pool: Pool; score: number } | undefined;
    for (const pool of pools) {
      if ((pool.nonConstraining ?? false) !== nonConstraining) continue;
      if (pool.region !== region || (domain !== undefined && pool.domain !== domain)) continue;
      const score = matchScore(pool.name ?? '', name) ?? 0;
      if (score > (found?.score ?? 0)) found = { pool, score };
    }
    return found?.pool;
  };
  return best(false) ?? best(true);
}
