import { isDNS1123Label } from '../core/names';
import { appFiles } from './app';
import { githubWorkflow, gitlabPipeline } from './pipelines';
import type { ProjectFile } from './project-file';
import { readme } from './readme';
import { settingFiles } from './settings';
import { ownVersion } from './versions.generated';

/** A landscape repository to be. */
export interface ProjectOptions {
  /** Name of the landscape and of the package; see {@link projectName}. */
  readonly name: string;
  /** What npm installs as cdk8s-gardener: a range of versions, `file:`, a URL. @default the version of this package */
  readonly packageSpec?: string;
}

/** The files of a landscape repository of one's own, sorted by path; they install, synthesize, test and check as they are. */
export function projectFiles({ name, packageSpec = `^${ownVersion}` }: ProjectOptions): readonly ProjectFile[] {
  const files: readonly ProjectFile[] = [
    ...settingFiles(name, packageSpec),
    ...appFiles(name),
    { path: 'README.md', text: readme(name) },
    { path: '.github/workflows/check.yaml', text: githubWorkflow },
    { path: '.gitlab-ci.yml', text: gitlabPipeline },
  ];
  return [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The name of a landscape from that of its folder: it becomes a part of names and domains. */
export function projectName(folder: string): string {
  const name = folder
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[-0-9]+|-+$/g, '')
    .slice(0, 20)
    .replace(/-+$/, '');
  return isDNS1123Label(name) ? name : 'landscape';
}
