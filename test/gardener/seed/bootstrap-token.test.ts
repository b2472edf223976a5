import {
  bootstrapTokenDescription,
  bootstrapTokenId,
  bootstrapTokenSecretName,
  isBootstrapToken,
} from '../../../lib/gardener/seed/bootstrap-token';

describe('bootstrap tokens', () => {
  test('the id follows from namespace and name', () => {
    expect(bootstrapTokenId({ namespace: 'garden', name: 'soil' })).toBe('56def1');
    expect(bootstrapTokenId({ name: 'garden--soil' })).toBe('56def1');
    expect(bootstrapTokenSecretName('56def1')).toBe('bootstrap-token-56def1');
  });

  test('the text is id, dot, secret', () => {
    expect(isBootstrapToken('56def1.0123456789abcdef')).toBe(true);
    expect(isBootstrapToken('56def1-0123456789abcdef')).toBe(false);
    expect(isBootstrapToken('56DEF1.0123456789abcdef')).toBe(false);
  });

  test('the description names the owner', () => {
    expect(bootstrapTokenDescription('ManagedSeed', { namespace: 'garden', name: 'soil' })).toBe(
      'A bootstrap token for the Gardenlet for seedmanagement.gardener.cloud/v1alpha1.ManagedSeed resource garden/soil.',
    );
  });
});
