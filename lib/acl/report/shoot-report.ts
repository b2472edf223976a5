import { analyze, type AclSubject } from '../lints/analysis';
import { effectiveSet } from './effective-set';
import { forecast, forecastClients, mergeClients, type ForecastClient } from './forecast';
import type { ShootReport } from './markdown';

/** The report of one shoot: what protects it, whom it lets in, who is locked out. */
export function shootReport(subject: AclSubject, clients: readonly ForecastClient[] = []): ShootReport {
  const { situation } = subject;
  const { lists, table, admitted } = analyze(subject);
  const { namespace = '', name = '' } = situation.shoot.metadata ?? {};
  return {
    shoot: `${namespace}/${name}`,
    gardener: situation.gardener,
    table,
    effective: admitted && effectiveSet(admitted, lists),
    forecast: forecast(table, mergeClients([...forecastClients(situation, admitted), ...clients])),
  };
}
