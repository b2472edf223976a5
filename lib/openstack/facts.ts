import { factsAbout, type FactDeclaration } from '../rules/fact-names';
import type { Facts } from '../rules/facts';
import type { InfrastructureState, WorkerState } from './objects';
import { defaultLimits, type LintLimits } from './lints/subjects';

/**
 * What no manifest says and the machines of a shoot depend on.
 *
 * Facts of `shoot/<project>/<name>`: `technicalID`, `uid` (both of the Shoot's status), `infrastructureStatus` (`status.providerStatus` of the
 * Infrastructure), `workerStatus` (`status.providerStatus` of the Worker), `rememberedCapacities` (`nodeTemplate.capacity` of the
 * Worker's pools, by pool).
 * Facts of `landscape`: `openstackLimits` (see {@link LintLimits}).
 */
export interface ShootFacts {
  readonly technicalID?: string | undefined;
  readonly uid?: string | undefined;
  readonly infrastructureStatus?: InfrastructureState | undefined;
  readonly workerStatus?: WorkerState | undefined;
  readonly rememberedCapacities?: Readonly<Record<string, Readonly<Record<string, string>>>> | undefined;
}

/** The names of these facts. */
export const openstackFactNames: readonly FactDeclaration[] = [
  ...factsAbout('shoot', 'technicalID', 'uid', 'infrastructureStatus', 'workerStatus', 'rememberedCapacities'),
  ...factsAbout('landscape', 'openstackLimits'),
];

/** The facts about one shoot; one that has not the shape that its name promises counts as unknown. */
export function shootFacts(facts: Facts, project: string, shoot: string): ShootFacts {
  const of = facts.get(`shoot/${project}/${shoot}`);
  const text = (name: string): string | undefined => {
    const value = of?.get(name)?.value;
    return typeof value === 'string' ? value : undefined;
  };
  const map = (name: string): object | undefined => {
    const value = of?.get(name)?.value;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  };
  return {
    technicalID: text('technicalID'),
    uid: text('uid'),
    infrastructureStatus: map('infrastructureStatus'),
    workerStatus: map('workerStatus'),
    rememberedCapacities: map('rememberedCapacities') as ShootFacts['rememberedCapacities'],
  };
}

/** The limits of the landscape: those that it states, else Nova's defaults. */
export function limitsOf(facts: Facts): LintLimits {
  const stated = facts.get('landscape')?.get('openstackLimits')?.value;
  if (typeof stated !== 'object' || stated === null) return defaultLimits;
  const numbers = Object.entries(stated).filter(([name, value]) => name in defaultLimits && typeof value === 'number');
  return { ...defaultLimits, ...(Object.fromEntries(numbers) as Partial<LintLimits>) };
}
