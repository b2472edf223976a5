import { defaultGarden } from './garden/defaults';
import { validateGarden, validateGardenUpdate } from './garden/validation';
import { objectValidation, type ObjectValidation } from './object-validation';
import { defaultExtension } from './operator-extension/defaults';
import { validateExtension, validateExtensionUpdate } from './operator-extension/validation';
import { encoded } from './stored-form';

const group = 'operator.gardener.cloud';
const version = `${group}/v1alpha1`;

/** The validation of the kinds of gardener-operator; its webhooks decode an object and encode it again. */
export const operatorKinds: readonly ObjectValidation[] = [
  objectValidation(`${group}/Garden`, {
    defaults: defaultGarden,
    stored: garden => encoded(garden, version, 'Garden'),
    create: validateGarden,
    update: validateGardenUpdate,
  }),
  objectValidation(`${group}/Extension`, {
    defaults: defaultExtension,
    stored: extension => encoded(extension, version, 'Extension'),
    create: validateExtension,
    update: validateExtensionUpdate,
  }),
];
