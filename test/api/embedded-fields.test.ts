import { embeddedFields } from '../../lib/api/embedded-fields';
import { resolveSchema, type Schema } from '../../lib/api/json-schema';
import { builtinRegistry, type KindInfo } from '../../lib/api/registry';
import { propertiesOf } from '../../lib/api/schema-place';

const registry = builtinRegistry();
/** API groups whose open fields are all accounted for. */
const groups =
  /^(?:core|seedmanagement|security|operations|operator|extensions|gardenlet\.config|flux\.extensions)\.gardener\.cloud$/;

/** Open fields that hold no configuration of a known kind, and why. */
const exceptions: Readonly<Record<string, string>> = {
  'core.gardener.cloud/ControllerDeployment providerConfig': 'chart and values of an extension',
  'core.gardener.cloud/ControllerDeployment helm.values': 'values of an extension',
  'core.gardener.cloud/Seed spec.ingress.controller.providerConfig': 'options of nginx, without a kind',
  'core.gardener.cloud/ShootState spec.gardener[].data': 'state of controllers',
  'core.gardener.cloud/ShootState spec.resources[].data': 'state of controllers',
  'core.gardener.cloud/ShootState spec.extensions[].state': 'state of controllers',
  'gardenlet.config.gardener.cloud/GardenletConfiguration seedConfig.spec.ingress.controller.providerConfig':
    'options of nginx',
  'operator.gardener.cloud/Extension spec.deployment.extension.values': 'values of a chart',
  'operator.gardener.cloud/Extension spec.deployment.extension.runtimeClusterValues': 'values of a chart',
  'operator.gardener.cloud/Extension spec.deployment.admission.values': 'values of a chart',
  'operator.gardener.cloud/Garden spec.runtimeCluster.ingress.controller.providerConfig': 'options of nginx',
  'extensions.gardener.cloud/BackupEntry spec.backupBucketProviderStatus': 'written by controllers',
  'extensions.gardener.cloud/OperatingSystemConfig spec.criConfig.containerd.plugins[].values':
    'settings of containerd',
};

function* openFields(info: KindInfo): Iterable<string> {
  const root = info.schema();
  const places: { schema: Schema; path: string; depth: number }[] = [{ schema: root, path: '', depth: 0 }];
  for (let at = places.pop(); at !== undefined; at = places.pop()) {
    const node = resolveSchema(at.schema, root);
    if (at.depth > 16 || /^status|(?:^|\.)metadata\.managedFields/.test(at.path)) continue;
    const properties = propertiesOf(at.schema, root);
    const isOpen =
      node['x-kubernetes-preserve-unknown-fields'] === true || node['x-go-type'] === 'runtime.RawExtension';
    if (isOpen && at.path !== '') yield at.path;
    for (const [name, schema] of Object.entries(isOpen ? {} : properties)) {
      places.push({ schema, path: at.path === '' ? name : `${at.path}.${name}`, depth: at.depth + 1 });
    }
    if (node.items !== undefined) places.push({ schema: node.items, path: `${at.path}[]`, depth: at.depth + 1 });
  }
}

describe('the table of embedded configurations', () => {
  const kinds = [...registry.all()].filter(({ group }) => groups.test(group));

  test('covers every open field of Gardener that is no exception', () => {
    const missing = kinds.flatMap(info => {
      const key = `${info.group}/${info.kind}`;
      const known = new Set(embeddedFields[key]?.map(({ path }) => path));
      return [...openFields(info)].filter(path => !known.has(path)).map(path => `${key} ${path}`);
    });
    expect(missing.filter(field => !(field in exceptions))).toEqual([]);
    expect(Object.keys(exceptions).filter(field => !missing.includes(field))).toEqual([]);
  });

  test('names fields that exist', () => {
    const wrong = Object.entries(embeddedFields).flatMap(([key, fields]) => {
      const [info] = kinds.filter(({ group, kind }) => `${group}/${kind}` === key);
      if (info === undefined) return [key];
      const open = new Set(openFields(info));
      return fields.filter(({ path }) => !open.has(path)).map(({ path }) => `${key} ${path}`);
    });
    expect(wrong).toEqual([]);
  });
});
