import type { Report } from '../../rules/report';
import { lintArchitectures } from './architectures';
import { lintKubernetes } from './kubernetes';
import { lintMachines } from './machines';
import { lintNames } from './names';
import { lintPoolImages } from './pool-images';
import type { ShootSubject } from './subjects';

/** All findings about the pools of one shoot. */
export function lintShoot(subject: ShootSubject, report: Report): void {
  lintPoolImages(subject, report);
  lintArchitectures(subject, report);
  lintMachines(subject, report);
  lintNames(subject, report);
  lintKubernetes(subject, report);
}
