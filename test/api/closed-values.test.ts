import { validateObject } from '../../lib/api/validate';

type Body = Readonly<Record<string, unknown>>;

const core = 'core.gardener.cloud/v1beta1';
const errors = (apiVersion: string, kind: string, spec: Body): string[] =>
  validateObject({ apiVersion, kind, metadata: { name: 'x' }, spec })
    .filter(({ severity }) => severity === 'error')
    .map(({ type, path }) => `${type ?? ''} ${path}`);
const shoot = (spec: Body): string[] =>
  errors(core, 'Shoot', { provider: { type: 'local' }, region: 'local', ...spec });
const extension = (type: string, providerConfig: Body): string[] => shoot({ extensions: [{ type, providerConfig }] });

/** Sets of values that constants suggest and upstream's validation draws otherwise (schemas.md 3.5). */
describe('closed sets of values are those that upstream validates', () => {
  test.each([
    ['least-waste', []],
    ['priority,least-waste', []],
    ['biggest', ['invalid spec.kubernetes.clusterAutoscaler.expander']],
  ])('the expander %s is a list of modes', (expander, expected) => {
    expect(shoot({ kubernetes: { clusterAutoscaler: { expander } } })).toEqual(expected);
  });

  test('AfterWorker is an order of reconciliation only', () => {
    const registration = (lifecycle: Body): string[] =>
      errors(core, 'ControllerRegistration', { resources: [{ kind: 'Extension', type: 'x', lifecycle }] });
    expect(registration({ reconcile: 'AfterWorker' })).toEqual([]);
    expect(registration({ delete: 'AfterWorker' })).toEqual(['notSupported spec.resources[0].lifecycle.delete']);
  });

  test('action and type of an access rule are written in any case, and a rule needs a range', () => {
    const rule = { action: 'allow', type: 'REMOTE_ip', cidrs: ['10.0.0.0/8'] };
    expect(extension('acl', { rule })).toEqual([]);
    expect(extension('acl', { rule: { ...rule, cidrs: [] } })).toEqual([
      'required spec.extensions[0].providerConfig.rule.cidrs',
    ]);
    expect(extension('acl', { rule: { ...rule, action: 'block' } })).toEqual([
      'invalid spec.extensions[0].providerConfig.rule.action',
    ]);
    expect(extension('acl', {})).toEqual(['required spec.extensions[0].providerConfig.rule']);
  });

  test('the webhook mode of an audit is closed although upstream falls back silently, and its event size has bounds', () => {
    const header = { apiVersion: 'audit.metal.extensions.gardener.cloud/v1alpha1', kind: 'AuditConfig' };
    const audit = (fields: Body): string[] => extension('audit', { ...header, ...fields });
    expect(audit({ webhookMode: 'blocking-strict' })).toEqual([]);
    expect(audit({ webhookMode: 'strict' })).toEqual(['notSupported spec.extensions[0].providerConfig.webhookMode']);
  });

  test('a mirror pulls and resolves, it never pushes', () => {
    const header = { apiVersion: 'mirror.extensions.gardener.cloud/v1alpha1', kind: 'MirrorConfig' };
    const mirror = (capabilities: readonly string[]): string[] =>
      extension('registry-mirror', {
        ...header,
        mirrors: [{ upstream: 'docker.io', hosts: [{ host: 'https://m.example.org', capabilities }] }],
      });
    expect(mirror(['pull', 'resolve'])).toEqual([]);
    expect(mirror(['push'])).toEqual([
      'notSupported spec.extensions[0].providerConfig.mirrors[0].hosts[0].capabilities[0]',
    ]);
  });

  test.each(['owner', 'admin', 'viewer', 'uam', 'serviceaccountmanager', 'extension:x', 'extension:'])(
    'a project member may have the role %s',
    role => {
      const members = [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'a', role }];
      expect(errors(core, 'Project', { members })).toEqual([]);
    },
  );

  test('a project member with a list of roles may have an empty role beside it', () => {
    const member = { apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'a', role: '', roles: ['admin'] };
    expect(errors(core, 'Project', { members: [member] })).toEqual([]);
  });

  test('a deployment of a type of its own needs no configuration', () => {
    const deployment = { apiVersion: core, kind: 'ControllerDeployment', metadata: { name: 'x' }, type: 'custom' };
    expect(validateObject(deployment).map(({ severity, path }) => `${severity} ${path}`)).toEqual([
      'warning providerConfig',
    ]);
  });

  test('other roles of project members are refused', () => {
    const members = [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'a', role: 'boss' }];
    expect(errors(core, 'Project', { members })).toEqual(['invalid spec.members[0].role']);
  });

  test('the failure tolerance of a template is judged when a Shoot is made of it', () => {
    const highAvailability = { failureTolerance: { type: 'region' } };
    const shootTemplate = {
      spec: { provider: { type: 'local' }, region: 'local', controlPlane: { highAvailability } },
    };
    const spec = { selector: {}, template: { spec: { gardenlet: { config: {} } } }, shootTemplate };
    expect(errors('seedmanagement.gardener.cloud/v1alpha1', 'ManagedSeedSet', spec)).toEqual([]);
    expect(shoot({ controlPlane: { highAvailability } })).toEqual([
      'notSupported spec.controlPlane.highAvailability.failureTolerance.type',
    ]);
  });

  test.each([
    [{}, []],
    [{ kind: 'GardenletConfiguration' }, []],
    [{ apiVersion: 'gardenlet.config.gardener.cloud/v1alpha1', kind: '' }, []],
    [{ kind: 'ControllerManagerConfiguration' }, ['required spec.gardenlet.config.apiVersion']],
    [
      { apiVersion: 'controllermanager.config.gardener.cloud/v1alpha1', kind: 'ControllerManagerConfiguration' },
      ['invalid spec.gardenlet.config.kind'],
    ],
  ])('the configuration of a gardenlet may leave out what it is: %j', (header, expected) => {
    const config = { ...header, logLevel: 7 };
    const found = errors('seedmanagement.gardener.cloud/v1alpha1', 'ManagedSeed', {
      shoot: { name: 'a' },
      gardenlet: { config },
    });
    expect(found).toEqual(expected.length === 0 ? ['decode spec.gardenlet.config.logLevel'] : expected);
  });

  test('a configuration of another provider, or of another version, does not belong into a shoot', () => {
    const shootWith = (infrastructureConfig: Body): string[] =>
      shoot({ provider: { type: 'openstack', infrastructureConfig } });
    expect(
      shootWith({ apiVersion: 'aws.provider.extensions.gardener.cloud/v1alpha1', kind: 'InfrastructureConfig' }),
    ).toEqual(['notSupported spec.provider.infrastructureConfig.apiVersion']);
    expect(
      shootWith({ apiVersion: 'openstack.provider.extensions.gardener.cloud/v1alpha1', kind: 'WorkerConfig' }),
    ).toEqual(['notSupported spec.provider.infrastructureConfig.kind']);
    expect(shootWith({ networks: {} })).toEqual([
      'required spec.provider.infrastructureConfig.apiVersion',
      'required spec.provider.infrastructureConfig.kind',
    ]);
  });
});
