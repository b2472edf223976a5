import type { LandscapeValues } from '../values';

/** Where changes are tried out first: one zone, small pools. */
export const meadowDev: LandscapeValues = {
  name: 'meadow-dev',
  gardener: '1.150.0',
  domain: 'dev.meadow.example.org',
  zones: ['eu01-1'],
  kubernetes: '1.34.2',
  gardenlinux: '1877.3.0',
  highlyAvailable: false,
  maximum: 3,
};
