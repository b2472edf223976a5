import { validateObject } from '../../lib/api/validate';

/** Paths of what is wrong with a Shoot that has a configuration of the ACL extension. */
function paths(entry: object): readonly string[] {
  const providerConfig = { rule: { action: 'ALLOW', type: 'remote_ip', cidrs: ['nonsense'] } };
  const extensions = [{ type: 'acl', providerConfig, ...entry }];
  const spec = { region: 'eu01', provider: { type: 'openstack' }, extensions };
  const shoot = { apiVersion: 'core.gardener.cloud/v1beta1', kind: 'Shoot', metadata: { name: 'a' }, spec };
  return validateObject(shoot).map(({ path }) => path);
}

test('a configuration of the ACL extension is read where the extension is on', () => {
  expect(paths({})).toEqual(['spec.extensions[0].providerConfig.rule.cidrs[0]']);
  expect(paths({ disabled: false })).toEqual(['spec.extensions[0].providerConfig.rule.cidrs[0]']);
  expect(paths({ disabled: true })).toEqual([]);
});
