import { builtinRegistry } from '../api/registry';
import { defaultGarden } from './garden/defaults';
import { validateGarden, validateGardenUpdate } from './garden/validation';
import { objectValidation, type ObjectValidation } from './object-validation';
import { defaultExtension } from './operator-extension/defaults';
import { validateExtension, validateExtensionUpdate } from './operator-extension/validation';
import { storedForm } from './stored-form';

const group = 'operator.gardener.cloud';

/** The validation of the kinds of gardener-operator; its webhooks decode an object and encode it again. */
export const operatorKinds: readonly ObjectValidation[] = [
  objectValidation(`${group}/Garden`, {
    defaults: defaultGarden,
    stored: garden => stored(garden, 'Garden'),
    create: validateGarden,
    update: validateGardenUpdate,
  }),
  objectValidation(`${group}/Extension`, {
    defaults: defaultExtension,
    stored: extension => stored(extension, 'Extension'),
    create: validateExtension,
    update: validateExtensionUpdate,
  }),
];

function stored<T>(object: T, kind: string): T {
  const schema = builtinRegistry().find(`${group}/v1alpha1`, kind)?.schema();
  return schema === undefined ? object : (storedForm(object, schema) as T);
}
