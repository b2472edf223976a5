import type { TopicReport } from '../../rules/topic';
import type { View } from '../../rules/view';
import { cellKey, imageMatrix, usersOf, type ImageCell, type ImageRow, type ImageUse } from '../image/matrix';
import { architectures } from '../pool/capabilities';
import { usedProfiles, type UsedProfile } from '../view/image-uses';

/** Which images the pools of a landscape boot, and where there is none for them; nothing for a landscape without OpenStack. */
export function* imageReports(view: View): Iterable<TopicReport> {
  const sections = [...usedProfiles(view).values()].map(profileSection).sort();
  if (sections.length === 0) return;
  yield { file: 'openstack-images.md', text: `${['# Images in OpenStack', intro, ...sections].join('\n\n')}\n` };
}

const intro = 'Versions that pools use, by region and architecture: the image of each, and how many pools boot it.';

function profileSection({ profile, uses }: UsedProfile): string {
  const { kind, metadata } = profile.entry.object;
  const name = [metadata.namespace, metadata.name].filter(part => part !== undefined).join('/');
  const { rows, regions } = imageMatrix({ spec: withVersionsOf(profile, uses), config: profile.config });
  const users = usersOf(uses);
  const lines = rows.flatMap(row => regions.map(region => regionLine(row, region, users)));
  return [
    `## ${kind} ${name}`,
    '',
    `| image | version | expires | region | ${architectures.join(' | ')} |`,
    `|${'---|'.repeat(4 + architectures.length)}`,
    ...lines,
    '',
    ...poolLines(rows, users),
  ].join('\n');
}

/** The profile with the versions that pools use: the others would only cost time. */
function withVersionsOf({ spec }: UsedProfile['profile'], uses: readonly ImageUse[]): UsedProfile['profile']['spec'] {
  const used = new Set(uses.map(({ image, version }) => `${image} ${version}`));
  const machineImages = (spec.machineImages ?? []).map(({ name = '', versions = [], ...image }) => ({
    ...image,
    name,
    versions: versions.filter(({ version = '' }) => used.has(`${name} ${version}`)),
  }));
  return { ...spec, machineImages };
}

type Users = ReadonlyMap<string, readonly string[]>;

function regionLine(row: ImageRow, region: string, users: Users): string {
  const cells = row.cells.filter(cell => cell.region === region);
  const texts = architectures.map(architecture => {
    const cell = cells.find(candidate => candidate.architecture === architecture);
    return cell === undefined ? '' : cellText(cell, users.get(keyOf(row, cell))?.length ?? 0);
  });
  return `| ${[row.image, row.version, row.expires ?? '', region, ...texts].join(' | ')} |`;
}

const keyOf = ({ image, version }: ImageRow, { region, architecture }: ImageCell): string =>
  cellKey({ image, version, region, architecture });

function cellText({ image, promised }: ImageCell, pools: number): string {
  const users = pools === 0 ? '' : `, ${pools} ${pools === 1 ? 'pool' : 'pools'}`;
  if (image !== undefined) return `${'id' in image ? `\`${image.id}\`` : `by name \`${image.name}\``}${users}`;
  if (pools > 0) return `**no image**${users}`;
  return promised ? 'none, though promised' : '';
}

const shownPools = 10;

/** Who boots what: a line for each cell that pools use, then the pools that no cell is for. */
function* poolLines(rows: readonly ImageRow[], users: Users): Iterable<string> {
  const rest = new Map(users);
  for (const row of rows)
    for (const cell of row.cells) {
      const key = keyOf(row, cell);
      const pools = rest.get(key);
      rest.delete(key);
      if (pools !== undefined) yield `- ${key}${cell.image === undefined ? ', **no image**' : ''}: ${poolList(pools)}`;
    }
  for (const [key, pools] of [...rest].sort(([a], [b]) => (a < b ? -1 : 1)))
    yield `- ${key}, **not in the profile**: ${poolList(pools)}`;
}

function poolList(pools: readonly string[]): string {
  const shown = [...pools].sort().slice(0, shownPools).join(', ');
  return pools.length > shownPools ? `${shown} and ${pools.length - shownPools} more` : shown;
}
