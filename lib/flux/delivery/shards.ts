import { sha256Hex } from '../../core/hash';

/** Label that a sharded controller selects by. Source: fluxcd/pkg:runtime, website:installation/configuration/sharding */
export const shardLabel = 'sharding.fluxcd.io/key';

/**
 * The shard of a key, the same for ever: each shard scores every key and the highest score wins, so that another shard takes keys from
 * all others and moves none between them.
 */
export function shardOf(key: string, shards: readonly string[]): string | undefined {
  let best: { readonly shard: string; readonly score: string } | undefined;
  for (const shard of shards) {
    const score = sha256Hex(`${shard}/${key}`);
    if (best === undefined || score > best.score) best = { shard, score };
  }
  return best?.shard;
}
