import { memoizeByIdentity } from '../../core/memo';
import { isMap } from '../../core/plain-map';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { View, ViewObject } from '../../rules/view';
import { readValues } from '../../yaml/values';
import { treeShoots } from '../view/shoots';

const rule = ruleTable('gardener:pkg/utils/imagevector/imagevector.go v1.150', {
  'OS-SINGLE-ARCH-MIRROR': {
    reason: 'the image overwrite is limited to amd64, and the tree has arm64 pools whose nodes need the image',
    fix: 'mirror the index with arm64, and remove the limit',
  },
});

/** Rules that {@link lintMirrors} reports. */
export const mirrorRules = Object.values(rule);

/** Where image vector overwrites stand, by kind. */
const places: readonly { readonly group: string; readonly kind: string; readonly path: readonly string[] }[] = [
  { group: 'seedmanagement.gardener.cloud', kind: 'Gardenlet', path: ['spec', 'deployment'] },
  { group: 'core.gardener.cloud', kind: 'ControllerDeployment', path: ['helm', 'values'] },
  { group: 'operator.gardener.cloud', kind: 'Extension', path: ['spec', 'deployment', 'extension', 'values'] },
];

const fields = ['imageVectorOverwrite', 'componentImageVectorOverwrite'];

/** Image overwrites of gardenlets and extensions that have amd64 only, in a tree with arm64 pools. */
export function lintMirrors(view: View, reportFor: (entry: ViewObject) => Report): void {
  for (const { group, kind, path } of places) {
    for (const entry of view.ofKind(group, kind)) {
      const parent = valueAt(entry.object, path);
      for (const field of fields) {
        const limited = limitedImages(parent?.[field]);
        if (limited.length === 0 || !hasArmPools(view)) continue;
        const message = `${limited.join(', ')}: ${rule['OS-SINGLE-ARCH-MIRROR'].reason}`;
        reportFor(entry).add(rule['OS-SINGLE-ARCH-MIRROR'], [...path, field].join('.'), { value: limited, message });
      }
    }
  }
}

const hasArmPools = memoizeByIdentity((view: View) =>
  treeShoots(view).some(({ admitted }) => admitted.workers.some(({ machine }) => machine?.architecture === 'arm64')),
);

type Values = Readonly<Record<string, unknown>>;

function valueAt(object: unknown, path: readonly string[]): Values | undefined {
  let value = object;
  for (const name of path) value = isMap(value) ? value[name] : undefined;
  return isMap(value) ? value : undefined;
}

/** Names of images whose entry lists architectures without arm64; nested vectors of components count too. */
function limitedImages(overwrite: unknown): string[] {
  if (typeof overwrite === 'string') return limitedImages(readText(overwrite));
  if (Array.isArray(overwrite)) return overwrite.flatMap(limitedImages);
  if (!isMap(overwrite)) return [];
  const { name, architectures } = overwrite;
  if (typeof name === 'string' && Array.isArray(architectures) && architectures.length > 0)
    return architectures.includes('arm64') ? [] : [name];
  return ['images', 'components', ...fields].flatMap(key => limitedImages(overwrite[key]));
}

/** A text that is no YAML says nothing here; that it is none is refused elsewhere. */
function readText(text: string): unknown {
  try {
    const value = readValues(text);
    return typeof value === 'string' ? undefined : value;
  } catch {
    return undefined;
  }
}
