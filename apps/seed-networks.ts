// The networks of seeds, which no two of them share.
import { NetworkPool } from '../lib';

/** Nodes, pods and services of the seed at that position. */
export const seedNetworks = (position: number) => ({
  nodes: new NetworkPool('10.240.0.0/12').network(position, 16),
  pods: new NetworkPool('100.96.0.0/11').network(position, 14),
  services: new NetworkPool('100.80.0.0/12').network(position, 15),
});
