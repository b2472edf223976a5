import type { ExplainedValue, ExplanationSection } from '../../rules/explanation';
import type { View, ViewObject } from '../../rules/view';
import type { ImageCell, ImageHole, ImageRow } from '../image/matrix';
import { profileMatrix } from '../view/image-uses';
import { isOpenStack, profileSpec } from '../view/profile';

/** The images of a profile by version, region and architecture, with the holes that Shoots of the tree fall into. */
export function* profileSections(view: View, entry: ViewObject): Iterable<ExplanationSection> {
  if (!isOpenStack(profileSpec(view, entry)?.type)) return;
  const found = profileMatrix(view, entry);
  if (found === undefined) return;
  const { matrix, holes } = found;
  const values = matrix.rows.flatMap(row => row.cells.map(cell => cellValue(row, cell, holes)));
  yield { title: 'images by region and architecture', values };
}

function cellValue(row: ImageRow, cell: ImageCell, holes: readonly ImageHole[]): ExplainedValue {
  const { image, version, expires } = row;
  const name = `${image} ${version} ${cell.region} ${cell.architecture}`;
  const ends = expires === undefined ? {} : { note: `expires ${expires}` };
  if (cell.image !== undefined)
    return 'id' in cell.image
      ? { name, value: cell.image.id, by: 'id in the region', ...ends }
      : { name, value: cell.image.name, by: 'name in all regions', ...ends };
  const users = holes.find(
    hole =>
      hole.image === image &&
      hole.version === version &&
      hole.region === cell.region &&
      hole.architecture === cell.architecture,
  )?.pools;
  if (users !== undefined) return { name, by: 'no image', note: `needed by ${users.join(', ')}` };
  return { name, by: cell.promised ? 'no image, though the profile promises the architecture' : 'no image' };
}
