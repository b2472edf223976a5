import { Cidr } from '../core/cidr';
import { bitLength } from '../core/ip';

/**
 * A network that is dealt out by position: `new NetworkPool('10.240.0.0/12').network(2, 16)` is `10.242.0.0/16`.
 *
 * Networks of seeds and shoots never change once they exist, so that what a position means must not depend on what else is dealt
 * out, nor on the order of the calls. Networks of different sizes may overlap; the landscape's rules see that.
 */
export class NetworkPool {
  private readonly pool: Cidr;

  /** Fails when the text is no network. */
  constructor(cidr: string) {
    this.pool = Cidr.of(cidr);
  }

  /**
   * The network of that position among all of that size, from 0. Fails when the pool ends before it.
   *
   * @param bits length of the prefix
   */
  network(position: number, bits: number): string {
    const { pool } = this;
    const width = bitLength(pool.family);
    const size = 1n << BigInt(width - bits);
    const count = bits < pool.bits || bits > width ? 0n : 1n << BigInt(bits - pool.bits);
    if (!Number.isInteger(position) || position < 0 || BigInt(position) >= count)
      throw new RangeError(
        `${pool.toString()} has ${count} networks of /${bits}, there is none at position ${position}`,
      );
    const first = BigInt(pool.first) + size * BigInt(position);
    return Cidr.from(pool.family === 4 ? Number(first) : first, bits).toString();
  }
}
