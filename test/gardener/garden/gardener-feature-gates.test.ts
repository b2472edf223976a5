import { gatesSwitchedOn } from '../../../lib/gardener/garden/gardener-feature-gates';

describe('gatesSwitchedOn', () => {
  test('names the gates whose default changes, with the components and the minor', () => {
    expect(gatesSwitchedOn('1.143.0', '1.144.1')).toEqual(['IstioTLSTermination (gardenlet, operator; 1.144)']);
    expect(gatesSwitchedOn('1.148.0', '1.150.0')).toEqual([
      'DisableNginxIngressInGarden (operator; 1.149)',
      'DisableNginxIngressInSeed (gardenlet; 1.149)',
    ]);
  });

  test('a version that has them switched on already, and the way back, change nothing', () => {
    expect([gatesSwitchedOn('1.144.0', '1.145.0'), gatesSwitchedOn('1.150.0', '1.130.0')]).toEqual([[], []]);
  });
});
