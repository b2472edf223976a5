/** The name of the machine deployment of one zone, which never changes. */
export function deploymentName(technicalID: string, pool: string, zone: number): string {
  return `${technicalID}-${pool}-z${zone + 1}`;
}

/** The name of a machine class and of its Secret: it changes with the hash of the pool, and the nodes are replaced. */
export function className(deployment: string, hash: string): string {
  return `${deployment}-${hash}`;
}

/** Characters that machine sets and machines add to the name of a deployment: `-abcde-fghij`. */
export const machineSuffixLength = 12;
