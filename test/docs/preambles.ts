import type { Preambles } from './type-check';

/** What the text around a block that is no whole program has introduced, by document; paths are those of the document. */
export const preambles: Preambles = {
  'lib/gardener/README.md': [
    "import type { ManagedSeed } from '../../imports/seedmanagement.gardener.cloud/v1alpha1';",
    "import { Report } from '../rules/report';",
    "import { ruleTable } from '../rules/rule';",
    "import { defaultManagedSeed } from './managed-seed/defaults';",
    "import { validateManagedSeed } from './managed-seed/validation';",
    'declare const object: ManagedSeed;',
  ].join('\n'),
};
