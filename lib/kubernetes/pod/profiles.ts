import type { AppArmorProfile, SeccompProfile } from '../../../imports/core/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { descendingPathProblems } from './relative-path';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'POD-PROFILE-LOCALHOST': {
    reason: 'a profile of the node, and no other, is named by localhostProfile',
    fix: 'set type: Localhost together with localhostProfile',
  },
  'POD-PROFILE-PATH':
    'localhostProfile is a path below the folder of profiles, or the name of an AppArmor profile without spaces around it',
});

/** Longest path of Linux. */
const maxPathLength = 4095;

/** A seccomp profile (`validateSeccompProfileField`); its type is what the schema judges. */
export function validateSeccompProfile(profile: Loose<SeccompProfile>, path: FieldPath, report: Report): void {
  const { type, localhostProfile } = profile;
  const place = path.child('localhostProfile');
  if (type !== 'Localhost') {
    if (localhostProfile !== undefined) report.invalid(rule['POD-PROFILE-LOCALHOST'], place, localhostProfile);
  } else if (localhostProfile === undefined) report.required(rule['POD-PROFILE-LOCALHOST'], place);
  else {
    const problems = descendingPathProblems(localhostProfile);
    if (problems.length > 0)
      report.invalid(rule['POD-PROFILE-PATH'], place, localhostProfile, { message: `the path ${problems.join(', ')}` });
  }
}

/** An AppArmor profile (`ValidateAppArmorProfileField`); its type is what the schema judges. */
export function validateAppArmorProfile(profile: Loose<AppArmorProfile>, path: FieldPath, report: Report): void {
  const { type, localhostProfile } = profile;
  const place = path.child('localhostProfile');
  if (type === 'RuntimeDefault' || type === 'Unconfined') {
    if (localhostProfile !== undefined) report.invalid(rule['POD-PROFILE-LOCALHOST'], place, localhostProfile);
  } else if (type === 'Localhost') {
    if (localhostProfile === undefined || localhostProfile === '')
      report.required(rule['POD-PROFILE-LOCALHOST'], place);
    else validateProfileName(localhostProfile, place, report);
  }
}

function validateProfileName(name: string, path: FieldPath, report: Report): void {
  if (name.trim() !== name)
    report.invalid(rule['POD-PROFILE-PATH'], path, name, { message: 'the name of a profile has no spaces around it' });
  const length = Buffer.byteLength(name);
  if (length > maxPathLength)
    report.tooLong(rule['POD-PROFILE-PATH'], path, length, maxPathLength, {
      message: `the name of a profile has at most ${maxPathLength} characters`,
    });
}
