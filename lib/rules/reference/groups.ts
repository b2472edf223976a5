import type { Rule } from '../rule';

/** Rules about one subject. */
export interface RuleGroup {
  /** `Shoots`, `Files and documents`. */
  readonly title: string;
  readonly rules: readonly Rule[];
}

/** What rules are about, and the first words of their ids. */
const subjects: readonly (readonly [title: string, beginnings: readonly string[]])[] = [
  ['Files and documents', ['READ', 'INCLUDE', 'SOPS', 'FACTS']],
  ['Schemas and versions', ['SCHEMA', 'VERSION', 'GARDENER', 'UPGRADE']],
  ['Objects of any kind', ['OBJ', 'META', 'SECRET', 'LABEL', 'ANNOTATION', 'REFERENCE', 'SELECTOR', 'QUANTITY']],
  ['Kubernetes', ['NETPOL', 'INGRESS', 'RBAC', 'ADMISSION', 'WEBHOOK', 'POLICY', 'CEL', 'APISERVICE', 'CSR', 'CRD']],
  ['Pods', ['POD']],
  [
    'Workloads of Kubernetes',
    ['WORKLOAD', 'STATEFULSET', 'JOB', 'CRON', 'HPA', 'PDB', 'PRIORITYCLASS', 'RUNTIMECLASS', 'LEASE'],
  ],
  ['Storage of Kubernetes', ['STORAGE', 'VOLUME']],
  ['Services and configuration of Kubernetes', ['SERVICE', 'ENDPOINTS', 'CONFIG', 'LIMIT', 'NODE', 'EVENT']],
  ['References and the landscape', ['XR', 'NM', 'NW', 'CB', 'CP', 'PR']],
  ['Garden', ['GARDEN', 'GD', 'VS']],
  [
    'Seeds, ManagedSeeds and gardenlets',
    [
      'SEED',
      'SD',
      'MANAGED',
      'MS',
      'SEEDMANAGEMENT',
      'GARDENLET',
      'GARDENLETCONFIG',
      'GL',
      'LEADER',
      'CLIENT',
      'RESOURCE',
      'TOLERATION',
    ],
  ],
  [
    'Extensions',
    [
      'EXTENSION',
      'EX',
      'CONTROLLER',
      'CONTROLLERDEPLOYMENT',
      'CONTROLLERREGISTRATION',
      'HELM',
      'OCI',
      'VALUES',
      'IMAGEVECTOR',
    ],
  ],
  ['CloudProfiles', ['CLOUDPROFILE', 'NAMESPACEDCLOUDPROFILE']],
  [
    'Projects and credentials',
    ['PROJECT', 'QUOTA', 'CREDENTIALS', 'CREDENTIALSBINDING', 'SECRETBINDING', 'WORKLOADIDENTITY', 'EXPOSURECLASS'],
  ],
  ['Shoots', ['SHOOT', 'IP', 'NETWORK']],
  ['Kubernetes components of Shoots', ['K8S']],
  ['OpenStack', ['OS']],
  ['Access control (ACL extension)', ['ACL']],
  ['Flux and GitOps', ['FLUX', 'GO', 'SUB', 'SSA', 'OWNER', 'OPERATION']],
  ['Flux in Shoots (shoot-flux extension)', ['FX']],
  ['This tool', ['SYNTH', 'UNIT', 'LANDSCAPE', 'RULE', 'ACCEPT', 'IMMUTABLE']],
];

const titles = new Map(
  subjects.flatMap(([title, beginnings]) => beginnings.map(beginning => [beginning, title] as const)),
);

/** The subject of a rule; the first word of its id where nobody has named one. */
export function subjectOf(id: string): string {
  const [first = id] = id.split('-');
  return titles.get(first) ?? first;
}

/** Rules by subject, in an order that goes from the file to the landscape; within a subject in the order that they have. */
export function groupRules(rules: readonly Rule[]): readonly RuleGroup[] {
  const groups = new Map<string, Rule[]>(subjects.map(([title]) => [title, []]));
  for (const rule of rules) {
    const title = subjectOf(rule.id);
    const group = groups.get(title);
    if (group === undefined) groups.set(title, [rule]);
    else group.push(rule);
  }
  return [...groups].filter(([, members]) => members.length > 0).map(([title, members]) => ({ title, rules: members }));
}
