import { findImage } from '../../../lib/openstack/image/find-image';
import type { ImageQuery, LookupMode } from '../../../lib/openstack/image/query';
import type { ProviderImageVersion } from '../../../lib/openstack/image/provider-image';

const modes: readonly LookupMode[] = ['strict', 'upstream-2026', 'upstream-2023'];

const query = (versions: readonly ProviderImageVersion[], changes: Partial<ImageQuery> = {}): ImageQuery => ({
  images: [{ name: 'os', versions }],
  name: 'os',
  version: '1.0.0',
  region: 'r1',
  architecture: 'arm64',
  definitions: [],
  ...changes,
});

/** Id, name, or why there is none, in each mode. */
const answers = (...args: Parameters<typeof query>): Record<string, string | undefined> =>
  Object.fromEntries(
    modes.map(mode => {
      const result = findImage(query(...args), mode);
      return [mode, result.image === undefined ? result.reason : (result.image.id ?? result.image.image)];
    }),
  );

const region = (name: string, architecture?: string): { name: string; id: string; architecture?: string } => ({
  name,
  id: `${name}-${architecture ?? 'none'}`,
  ...(architecture !== undefined && { architecture }),
});

describe('the image of a pool', () => {
  it('is the one of its region and architecture', () => {
    expect(answers([{ version: '1.0.0', regions: [region('r1', 'amd64'), region('r1', 'arm64')] }])).toEqual({
      strict: 'r1-arm64',
      'upstream-2026': 'r1-arm64',
      'upstream-2023': 'r1-arm64',
    });
  });

  it('is no amd64 image by its global name, which only the controller of 2026 takes for arm64', () => {
    const versions = [{ version: '1.0.0', image: 'by-name', regions: [region('r1', 'amd64'), region('r2', 'arm64')] }];
    expect(answers(versions)).toEqual({ strict: 'refused', 'upstream-2026': 'by-name', 'upstream-2023': 'not-found' });
  });

  it('is the global name for amd64, unless the controller of 2026 gives it to arm64 alone', () => {
    const versions = [{ version: '1.0.0', image: 'by-name', regions: [region('r1', 'arm64')] }];
    expect(answers(versions, { architecture: 'amd64' })).toEqual({
      strict: 'not-found',
      'upstream-2026': 'not-found',
      'upstream-2023': 'by-name',
    });
  });

  it('may be a global name of a flavor of its own', () => {
    const versions = [
      { version: '1.0.0', capabilityFlavors: [{ capabilities: { architecture: ['arm64'] }, image: 'arm-by-name' }] },
    ];
    const definitions = [{ name: 'architecture', values: ['amd64', 'arm64'] }];
    expect(answers(versions, { definitions })).toEqual({
      strict: 'arm-by-name',
      'upstream-2026': 'arm-by-name',
      'upstream-2023': 'not-found',
    });
  });

  it('is found in the second of two entries of one version', () => {
    const versions = [
      { version: '1.0.0', regions: [region('r1', 'amd64')] },
      { version: '1.0.0', regions: [region('r1', 'arm64')] },
    ];
    expect(answers(versions)).toEqual({ strict: 'r1-arm64', 'upstream-2026': 'r1-arm64', 'upstream-2023': 'r1-arm64' });
  });

  it('comes from the worker status when the profile has lost the version', () => {
    const status = [{ name: 'os', version: '1.0.0', id: 'kept' }];
    // without an architecture the entry stands for amd64; in 2023 for any
    expect(answers([], { status })).toEqual({
      strict: 'not-found',
      'upstream-2026': 'not-found',
      'upstream-2023': 'kept',
    });
    expect(answers([], { status, architecture: 'amd64' })).toEqual({
      strict: 'kept',
      'upstream-2026': 'kept',
      'upstream-2023': 'kept',
    });
  });

  it('is not an amd64 image of an older status, which the controller takes in a profile with capabilities', () => {
    const status = [{ name: 'os', version: '1.0.0', id: 'amd', architecture: 'amd64' }];
    const definitions = [{ name: 'architecture', values: ['amd64', 'arm64'] }];
    expect(answers([], { status, definitions })).toEqual({
      strict: 'not-found',
      'upstream-2026': 'amd',
      'upstream-2023': 'not-found',
    });
  });

  it('is told from two that fit equally well, which is an error of its own', () => {
    const flavor = { capabilities: { architecture: ['arm64'] }, regions: [region('r1')] };
    const definitions = [{ name: 'architecture', values: ['amd64', 'arm64'] }];
    const result = findImage(
      query([{ version: '1.0.0', capabilityFlavors: [flavor, flavor] }], { definitions }),
      'strict',
    );
    expect(result).toMatchObject({
      reason: 'ambiguous',
      error: 'could not find machine image for os/1.0.0/arm64/r1 neither in cloud profile nor in worker status',
    });
  });

  it('is explained by the entries that were tried', () => {
    const result = findImage(
      query([{ version: '1.0.0', image: 'by-name', regions: [region('r1', 'amd64'), region('r2', 'arm64')] }]),
      'strict',
    );
    expect(result.steps.map(({ path, outcome }) => `${path}: ${outcome}`)).toEqual([
      'machineImages[0].versions[0].regions: map[architecture:[amd64]] does not fit',
      'machineImages[0].versions[0].regions: chosen for map[architecture:[arm64]]',
      'machineImages[0].versions[0].regions: refused: the image name "by-name" says nothing about arm64',
    ]);
  });
});
