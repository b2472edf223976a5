import { FieldPath } from '../../../core/field-path';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { taintId } from '../../validation/tolerations';
import { landscapeTolerations } from './landscape-tolerations';
import type { ShootChange } from './change';

const rule = ruleTable('gardener:plugin/pkg/shoot/validator/admission.go v1.150 (validateProjectMembership)', {
  // upstream calls the field `name`
  'SHOOT-NAME-LENGTH': {
    reason: 'the names of project and Shoot have at most 21 characters together',
    fix: 'choose a shorter name: it becomes part of the names of resources in the cloud',
  },
  'SHOOT-TOLERATION': {
    reason: 'a toleration of a Shoot is on the whitelist of its project',
    fix: 'add it to spec.tolerations.whitelist of the Project, or remove it',
    source: 'gardener:plugin/pkg/shoot/tolerationrestriction/admission.go v1.150',
  },
  'SHOOT-TOLERATION-UNCHECKED': {
    severity: 'notice',
    reason: 'a toleration that the project does not have may be allowed by the landscape, whose Garden is not here',
    source: 'gardener:plugin/pkg/shoot/tolerationrestriction/admission.go v1.150',
  },
  'SHOOT-PROJECT-DELETING': 'the project of the Shoot is being deleted',
});

/** The rules about Shoots in their project. */
export const projectRules = Object.values(rule);

const maxLength = 21;
const generatedLength = 5;

/** A new Shoot in its project. */
export function validateProjectMembership({ shoot, old, relatives }: ShootChange, report: Report): void {
  const { project } = relatives;
  if (old !== undefined || project === undefined) return;
  const { name: projectName = '', deletionTimestamp } = project.metadata ?? {};
  const { name = '', generateName = '' } = shoot.metadata ?? {};
  const length = name === '' && generateName !== '' ? generateName.length + generatedLength : name.length;
  if (projectName.length + length > maxLength) {
    const message = `the names of project ${projectName} and Shoot have ${projectName.length + length} characters together, at most ${maxLength} are allowed`;
    const path = FieldPath.of('metadata', name === '' ? 'generateName' : 'name');
    return report.invalid(rule['SHOOT-NAME-LENGTH'], path, name === '' ? generateName : name, { message });
  }
  if (deletionTimestamp !== undefined)
    report.forbidden(rule['SHOOT-PROJECT-DELETING'], FieldPath.of('metadata', 'namespace'), { value: projectName });
}

/**
 * New tolerations are on the whitelist of the project or of the landscape, with their value or for every value
 * (ShootTolerationRestriction).
 */
export function validateShootTolerations({ shoot, old, relatives, world }: ShootChange, report: Report): void {
  const { project } = relatives;
  const { tolerations = [] } = shoot.spec ?? {};
  if (project === undefined || tolerations.length === 0) return;
  const stored = (old?.spec?.tolerations ?? []).map(taintId);
  const whitelist = project.spec?.tolerations?.whitelist ?? [];
  const allowed = [...whitelist, ...landscapeTolerations(world.plugins, 'whitelist')].map(taintId);
  const isKnown = world.plugins.known || world.complete;
  for (const [index, toleration] of tolerations.entries()) {
    const id = taintId(toleration);
    if (stored.includes(id) || allowed.includes(toleration.key ?? '') || allowed.includes(id)) continue;
    const path = FieldPath.of('spec', 'tolerations').index(index);
    if (isKnown) report.forbidden(rule['SHOOT-TOLERATION'], path, { value: id, allowed });
    else
      report.add(rule['SHOOT-TOLERATION-UNCHECKED'], path, {
        value: id,
        message: `not checked: Garden is not here, which may allow the toleration ${id}`,
      });
  }
}
