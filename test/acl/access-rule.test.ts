import { decodeProviderConfig } from '../../lib/acl/access-rule';
import { ruleProblem } from '../../lib/acl/rule-validation';
import { admissionVerdict, maxCIDRs } from '../../lib/acl/admission';
import { allow } from './situations';

describe('decoding a providerConfig as Go does', () => {
  it('matches keys without regard to case and says so', () => {
    const config = { Rule: { ACTION: 'ALLOW', type: 'remote_ip', CIDRs: ['198.51.100.0/24'] } };
    expect(decodeProviderConfig(config)).toEqual({
      rule: { action: 'ALLOW', type: 'remote_ip', cidrs: ['198.51.100.0/24'] },
      strayKeys: [
        { path: [], key: 'Rule', readAs: 'rule' },
        { path: ['Rule'], key: 'ACTION', readAs: 'action' },
        { path: ['Rule'], key: 'CIDRs', readAs: 'cidrs' },
      ],
    });
  });

  it('ignores unknown keys and reports them', () => {
    const { rule, strayKeys } = decodeProviderConfig({ rule: { action: 'ALLOW', cidr: ['1.2.3.4/32'] }, extra: 1 });
    expect(rule).toEqual({ action: 'ALLOW', type: '', cidrs: [] });
    expect(strayKeys).toEqual([
      { path: ['rule'], key: 'cidr' },
      { path: [], key: 'extra' },
    ]);
  });

  it('lets a later key win and merges two spellings of the rule', () => {
    const config = {
      rule: { action: 'ALLOW', cidrs: ['1.1.1.1/32'] },
      RULE: { type: 'remote_ip', cidrs: ['2.2.2.2/32'] },
    };
    expect(decodeProviderConfig(config).rule).toEqual({ action: 'ALLOW', type: 'remote_ip', cidrs: ['2.2.2.2/32'] });
  });

  it('takes null for absent at every level', () => {
    expect(decodeProviderConfig(null)).toEqual({ strayKeys: [] });
    expect(decodeProviderConfig({ rule: null })).toEqual({ strayKeys: [] });
    const config = { rule: { action: null, type: 'remote_ip', cidrs: null } };
    expect(decodeProviderConfig(config).rule).toEqual({ action: '', type: 'remote_ip', cidrs: [] });
  });

  it.each([
    ['a text', 'Go value of type extensionspec.ExtensionSpec', 'ALLOW', undefined],
    ['a list for the rule', 'Go struct field ExtensionSpec.rule of type envoyfilters.ACLRule', { rule: [] }, 'rule'],
    [
      'a number for the action',
      'Go struct field ACLRule.rule.action of type string',
      { rule: { action: 1 } },
      'rule.action',
    ],
    [
      'a text for the ranges',
      'Go struct field ACLRule.rule.cidrs of type []string',
      { rule: { cidrs: '1.1.1.1/32' } },
      'rule.cidrs',
    ],
    [
      'a flag in the ranges',
      'Go struct field ACLRule.rule.cidrs of type string',
      { rule: { cidrs: [true] } },
      'rule.cidrs',
    ],
  ])("refuses %s in Go's words", (_, words, config, field) => {
    const decoded = decodeProviderConfig(config);
    expect(decoded.error).toMatch(/^json: cannot unmarshal (string|array|number|bool) into /);
    expect(decoded.error).toContain(words);
    expect(decoded.errorField).toBe(field);
  });
});

describe('the check that webhook and controller share', () => {
  const rule = { action: 'ALLOW', type: 'remote_ip', cidrs: ['198.51.100.0/24'] };

  it.each([
    ['no rule', undefined, 'rule must be present'],
    [
      'an unknown action before anything else',
      { action: 'x', type: 'y', cidrs: [] },
      "action must either be 'ALLOW' or 'DENY'",
    ],
    ['an unknown type', { ...rule, type: 'ip' }, "type must either be 'direct_remote_ip', 'remote_ip' or 'source_ip'"],
    ['an empty list', { ...rule, cidrs: [] }, 'CIDRs must not be empty'],
    ['the first range that cannot be read', { ...rule, cidrs: ['1.2.3.4/8', 'x', 'y'] }, 'invalid CIDR address: x'],
  ])('refuses %s', (_, given, error) => {
    expect(ruleProblem(given, 50)?.error).toBe(error);
  });

  it.each(['allow', 'Deny', 'ALLOW'])('accepts the action %s in any letter case', action => {
    expect(ruleProblem({ ...rule, action, type: 'REMOTE_IP' }, 50)).toBeUndefined();
  });

  it('counts before it reads, and not at all without a limit', () => {
    const cidrs = ['x', 'y'];
    expect(ruleProblem({ ...rule, cidrs }, 1)).toMatchObject({ tooMany: true });
    expect(ruleProblem({ ...rule, cidrs }, 0)?.error).toBe('invalid CIDR address: x');
  });
});

describe('the admission webhook', () => {
  const entry = { index: 2, disabled: false, providerConfig: allow('1.1.1.1/32', '2.2.2.2/32') };

  it('names the field of too many ranges, with the position of the entry', () => {
    expect(admissionVerdict(entry, { maxAllowedCIDRs: 1 })).toEqual({
      allowed: false,
      field: 'spec.extensions[2].providerConfig.rule.cidrs',
      message:
        'number of CIDRs exceeds the maximum allowed: spec.extensions[2].providerConfig.rule.cidrs: Too many: 2: must have at most 1 items',
    });
  });

  it('lets a missing rule and a disabled entry through', () => {
    expect(admissionVerdict({ ...entry, providerConfig: {} }, {})).toEqual({ allowed: true });
    expect(admissionVerdict({ ...entry, disabled: true, providerConfig: 'x' }, {})).toEqual({ allowed: true });
  });

  it('takes a limit of 0 for the default of 50 and a negative one for none', () => {
    expect([maxCIDRs({}), maxCIDRs({ maxAllowedCIDRs: 0 }), maxCIDRs({ maxAllowedCIDRs: -1 })]).toEqual([50, 50, -1]);
  });
});
