import { evaluate } from '../../../lib/flux/envsubst/evaluate';
import { fluxVar, fluxVarsOf, forSubstitution, usesFluxVars } from '../../../lib/flux/envsubst/flux-var';

describe('variables that Flux fills in', () => {
  const object = {
    data: { host: `api.${fluxVar('domain')}`, script: 'echo ${HOME} $$', zone: fluxVar('zone', 'eu01') },
  };

  it('stay variables, while every other dollar is escaped', () => {
    expect(forSubstitution(object)).toEqual({
      data: { host: 'api.${domain}', script: 'echo $${HOME} $$$$', zone: '${zone:=eu01}' },
    });
  });

  it('give the texts that were meant', () => {
    const { host, script, zone } = forSubstitution(object).data;
    const results = [host, script, zone].map(text => evaluate(text, { domain: 'example.org' }, { strict: true }));
    expect(results).toEqual([{ text: 'api.example.org' }, { text: 'echo ${HOME} $$' }, { text: 'eu01' }]);
  });

  it('are known by name', () => {
    expect([fluxVarsOf(object), usesFluxVars(object), usesFluxVars({ a: ['${x}'] })]).toEqual([
      ['domain', 'zone'],
      true,
      false,
    ]);
  });

  it('have names that Flux can read', () => {
    expect(() => fluxVar('a-b')).toThrow('cannot read');
    expect(() => fluxVar('a', '${b}')).toThrow('must not hold');
  });
});
