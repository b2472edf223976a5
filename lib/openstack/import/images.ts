import { Version } from '../../core/version';
import { gardenerArchitecture } from './architecture';
import { properties, readRows, textColumn, type Row } from './json-list';

/** An image of Glance that can become an image version of a CloudProfile. */
export interface ImportedImage {
  /** Name of the image in the CloudProfile, for example `gardenlinux`. */
  readonly name: string;
  readonly version: string;
  readonly region: string;
  readonly id: string;
  readonly architecture: string;
  /** Name in Glance. */
  readonly glanceName: string;
}

/** Images that were read, and what was not taken over. */
export interface ImportedImages {
  /** By name, version, region and architecture. */
  readonly images: readonly ImportedImage[];
  readonly skipped: readonly { readonly name: string; readonly reason: string }[];
  readonly remarks: readonly { readonly name: string; readonly remark: string }[];
}

/** How images are read. */
export interface ImageOptions {
  /** Region that the list comes from: the client knows one at a time. */
  readonly region: string;
  /** Name and version from the name in Glance; undefined skips the image. @default `<name>-<version>`, see {@link splitGlanceName} */
  readonly nameOf?: (glanceName: string, properties: Readonly<Record<string, string>>) => NameAndVersion | undefined;
}

/** Name and version of an image. */
export interface NameAndVersion {
  readonly name: string;
  readonly version: string;
}

const command = 'openstack image list --long -f json';

/**
 * Reads what `openstack image list --long -f json` prints in one region. The architecture comes from the property `hw_architecture` (or
 * `architecture`), else from the name. Images that are not active, and names without a version, are skipped. Throws a SyntaxError for other text.
 */
export function importImages(text: string, { region, nameOf = splitGlanceName }: ImageOptions): ImportedImages {
  const images: ImportedImage[] = [];
  const skipped: { name: string; reason: string }[] = [];
  const remarks: { name: string; remark: string }[] = [];
  for (const row of readRows(text, command)) {
    const glanceName = textColumn(row, 'Name');
    const reason = unusable(row);
    const named = nameOf(glanceName, properties(row));
    const told = toldArchitecture(row, glanceName);
    const architecture = gardenerArchitecture(told ?? 'amd64');
    if (reason !== undefined) skipped.push({ name: glanceName, reason });
    else if (named === undefined) skipped.push({ name: glanceName, reason: 'the name has no version' });
    else if (architecture === undefined)
      skipped.push({ name: glanceName, reason: `architecture ${told ?? ''} is not supported by Gardener` });
    else {
      if (told === undefined)
        remarks.push({ name: glanceName, remark: 'no property tells the architecture, amd64 is assumed' });
      if (architecture === 'arm64' && properties(row)['hw_firmware_type'] !== 'uefi')
        remarks.push({
          name: glanceName,
          remark: 'arm64 machines boot by UEFI, which the property hw_firmware_type does not say',
        });
      images.push({ ...named, region, id: textColumn(row, 'ID'), architecture, glanceName });
    }
  }
  return { images: images.sort(compareImages), skipped, remarks };
}

function unusable(row: Row): string | undefined {
  const status = textColumn(row, 'Status').toLowerCase();
  if (textColumn(row, 'ID') === '') return 'no id';
  return status === '' || status === 'active' ? undefined : `status ${status}`;
}

function toldArchitecture(row: Row, glanceName: string): string | undefined {
  const own = properties(row);
  const named = /(?:^|[-_. ])(x86_64|amd64|aarch64|arm64)(?=$|[-_. ])/i.exec(glanceName)?.[1];
  return own['hw_architecture'] ?? own['architecture'] ?? named;
}

/**
 * `gardenlinux-1877.3.0-arm64` is version 1877.3.0 of `gardenlinux`: the first part that is a version, without the architecture. Undefined for
 * a name without one.
 */
export function splitGlanceName(glanceName: string): NameAndVersion | undefined {
  const bare = glanceName.replace(/(?:^|[-_. ])(?:x86_64|amd64|aarch64|arm64)(?=$|[-_. ])/gi, '');
  const match = /^(.*?)[-_ ]v?(\d+(?:\.\d+){1,2}(?:[-+][0-9A-Za-z.+-]+)?)(?:[-_ ].*)?$/.exec(bare);
  const name = match?.[1]?.toLowerCase().replaceAll(/[^a-z0-9.-]+/g, '-') ?? '';
  const version = Version.parse(match?.[2] ?? '')?.toString();
  return name === '' || version === undefined ? undefined : { name, version };
}

const compareImages = (one: ImportedImage, other: ImportedImage): number =>
  compareText(one.name, other.name) ||
  compareVersions(one.version, other.version) ||
  compareText(one.region, other.region) ||
  compareText(one.architecture, other.architecture) ||
  compareText(one.id, other.id);

const compareText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

function compareVersions(one: string, other: string): number {
  const [a, b] = [Version.parse(one), Version.parse(other)];
  return (a !== undefined && b !== undefined && a.compare(b)) || compareText(one, other);
}
