import { Cidr } from './cidr';
import { bitLength } from './ip';
import { IpSet } from './ip-set';

/** A network that is wanted from a pool. */
export interface CidrRequest {
  /** Name of the network; unique among the requests. */
  readonly key: string;
  /** Length of its prefix. */
  readonly bits: number;
}

/** Where networks come from. */
export interface CidrPool {
  /** Networks to allocate from; of one family, else IPv4 is used up first. */
  readonly pool: Iterable<Cidr>;
  /** Networks inside the pool that must not be handed out. */
  readonly taken?: Iterable<Cidr>;
  /** Earlier allocations by key: they keep their network, unchecked, as long as it has the wanted size. */
  readonly kept?: ReadonlyMap<string, Cidr>;
}

/**
 * Hands out disjoint networks, each at the lowest address where it fits. The result depends on the set of requests only, never on
 * their order: large networks come first, then keys by code unit. A request that comes later may therefore move others; pass the
 * earlier result as `kept` to prevent that. A key without a network in the result did not fit.
 */
export function allocateCidrs(
  requests: Iterable<CidrRequest>,
  { pool, taken = [], kept }: CidrPool,
): Map<string, Cidr> {
  const result = new Map<string, Cidr>();
  const open: CidrRequest[] = [];
  for (const request of requests) {
    const earlier = kept?.get(request.key);
    if (earlier?.bits === request.bits) result.set(request.key, earlier);
    else open.push(request);
  }
  const free = new FreeList(
    IpSet.of(pool)
      .subtract(IpSet.of([...taken, ...result.values()]))
      .cidrs(),
  );
  open.sort((a, b) => a.bits - b.bits || (a.key < b.key ? -1 : 1));
  for (const { key, bits } of open) {
    const cidr = free.take(bits);
    if (cidr !== undefined) result.set(key, cidr);
  }
  return result;
}

/** Free networks in order of address. */
class FreeList {
  private readonly blocks: Cidr[];

  constructor(blocks: Cidr[]) {
    this.blocks = blocks;
  }

  /** Takes the first network of that size out of the first block that holds one. */
  take(bits: number): Cidr | undefined {
    const index = this.blocks.findIndex(block => block.bits <= bits && bits <= bitLength(block.family));
    const block = this.blocks[index];
    if (block === undefined) return undefined;
    const cidr = Cidr.from(block.first, bits);
    this.blocks.splice(
      index,
      1,
      ...IpSet.of([block])
        .subtract(IpSet.of([cidr]))
        .cidrs(),
    );
    return cidr;
  }
}
