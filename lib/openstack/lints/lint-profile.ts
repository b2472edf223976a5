import type { Report } from '../../rules/report';
import { lintProfileImages } from './profile-images';
import { lintProfileServices } from './profile-services';
import type { ProfileSubject } from './subjects';

/** All findings about one profile. */
export function lintProfile(subject: ProfileSubject, report: Report): void {
  lintProfileImages(subject, report);
  lintProfileServices(subject, report);
}
