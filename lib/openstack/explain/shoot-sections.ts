import type { ExplainedValue, ExplanationSection } from '../../rules/explanation';
import type { PoolMachines } from '../machine/machine-config';
import type { TreeShoot } from '../view/shoots';

/** The pools of a Shoot with the hash of their machine classes; each pool tells more by itself. */
export function shootSections(shoot: TreeShoot): ExplanationSection[] {
  const values = shoot.machines.pools.map(machines => poolValue(machines, shoot.knownProfile !== undefined));
  return [{ title: 'worker pools', values }];
}

function poolValue({ pool, hash, image, zones, error }: PoolMachines, hasProfile: boolean): ExplainedValue {
  const { minimum = 0, maximum = 0 } = pool.worker;
  const booted = image?.image?.id ?? image?.image?.image;
  const first = zones[0]?.className;
  const parts = hasProfile
    ? [
        `${minimum} to ${maximum} nodes`,
        ...(first === undefined ? [] : [`class ${first}${zones.length > 1 ? ` and ${zones.length - 1} more` : ''}`]),
        ...(booted === undefined ? [] : [`image ${booted}`]),
        ...(error === undefined ? [] : [`no machines: ${error}`]),
      ]
    : ['the CloudProfile is not in this tree, so that no machine class can be told'];
  return { name: pool.name, ...(hash && { value: hash.hash }), by: 'hash of the pool', note: parts.join('; ') };
}
