import type { LandscapeValues } from '../values';

/** The productive landscape. */
export const meadow: LandscapeValues = {
  name: 'meadow',
  gardener: '1.150.0',
  domain: 'meadow.example.org',
  zones: ['eu01-1', 'eu01-2', 'eu01-3'],
  kubernetes: '1.34.2',
  gardenlinux: '1877.3.0',
  highlyAvailable: true,
  maximum: 12,
};
