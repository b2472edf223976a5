/** A schema of a custom resource definition, as data. */
type Node = Readonly<Record<string, unknown>>;

const types = ['array', 'boolean', 'integer', 'number', 'object', 'string'];

/** Keywords of OpenAPI that a structural schema never holds. */
const forbidden = [
  '$ref',
  'additionalItems',
  'const',
  'definitions',
  'dependencies',
  'deprecated',
  'discriminator',
  'id',
  'patternProperties',
  'readOnly',
  'writeOnly',
  'xml',
];

/** What only the structure itself may say, and none of its branches. */
const structure = [
  'type',
  'additionalProperties',
  'default',
  'nullable',
  'title',
  'description',
  'x-kubernetes-preserve-unknown-fields',
  'x-kubernetes-embedded-resource',
  'x-kubernetes-list-type',
  'x-kubernetes-list-map-keys',
];

/**
 * Why the API server would not take a schema as structural; empty when it does.
 *
 * Upstream: `kubernetes:staging/src/k8s.io/apiextensions-apiserver/pkg/apiserver/schema/validation.go v1.36`.
 */
export function structuralProblems(root: Node): string[] {
  const problems: string[] = [];
  if (root['type'] !== 'object') problems.push('the root is no object');
  const { metadata } = (root['properties'] ?? {}) as { readonly metadata?: Node };
  if (metadata !== undefined && Object.keys(metadata).some(keyword => keyword !== 'type'))
    problems.push('metadata says more than its type');
  visit(root, '', problems);
  return problems;
}

function visit(node: Node, path: string, problems: string[]): void {
  const report = (what: string): void => void problems.push(`${path === '' ? 'root' : path}: ${what}`);
  for (const keyword of forbidden) if (keyword in node) report(`${keyword} is not allowed`);
  if (node['uniqueItems'] === true) report('uniqueItems is not allowed');
  const { type, properties, additionalProperties, items } = node;
  const isFree = node['x-kubernetes-int-or-string'] === true || node['x-kubernetes-preserve-unknown-fields'] === true;
  if (type === undefined ? !isFree : !types.includes(type as string)) report(`type ${JSON.stringify(type)}`);
  if (type !== undefined && node['x-kubernetes-int-or-string'] === true) report('integer or string has no type');
  if (additionalProperties === false) report('additionalProperties is false');
  if (properties !== undefined && additionalProperties !== undefined) report('properties beside additionalProperties');
  if (type === 'array' && !isMap(items)) report('a list without items');
  if (node['x-kubernetes-embedded-resource'] === true && type !== 'object') report('an embedded resource is an object');
  listProblems(node, report);
  branchesOf(node).forEach(branch => branchProblems(branch, node, report));
  for (const [name, field] of Object.entries((properties ?? {}) as Record<string, Node>))
    visit(field, path === '' ? name : `${path}.${name}`, problems);
  if (isMap(items)) visit(items, `${path}[]`, problems);
  if (isMap(additionalProperties)) visit(additionalProperties, `${path}.*`, problems);
}

/** A set holds scalars; the keys of a map list are declared scalars, and required or defaulted. */
function listProblems(node: Node, report: (what: string) => void): void {
  const listType = node['x-kubernetes-list-type'] as string | undefined;
  const keys = node['x-kubernetes-list-map-keys'] as readonly string[] | undefined;
  if (listType !== undefined && node['type'] !== 'array') report(`list type ${listType} of no list`);
  if (keys !== undefined && listType !== 'map') report('map keys of no map');
  const items = (node['items'] ?? {}) as Node;
  if (listType === 'set' && ['object', 'array'].includes(items['type'] as string)) report('a set of no scalars');
  if (listType !== 'map') return;
  if (items['type'] !== 'object') report('a map of no objects');
  if (keys === undefined || keys.length === 0) report('a map without keys');
  const fields = (items['properties'] ?? {}) as Record<string, Node>;
  const required = (items['required'] ?? []) as readonly string[];
  for (const key of keys ?? []) {
    const field = fields[key];
    if (field === undefined) report(`key ${key} is not declared`);
    else if (!required.includes(key) && !('default' in field)) report(`key ${key} may be absent`);
  }
}

function branchesOf(node: Node): Node[] {
  if (node['x-kubernetes-int-or-string'] === true) return [];
  const lists = ['allOf', 'anyOf', 'oneOf'].flatMap(keyword => (node[keyword] ?? []) as Node[]);
  return isMap(node['not']) ? [...lists, node['not']] : lists;
}

/** Branches only constrain what the structure declares. */
function branchProblems(branch: Node, declared: Node, report: (what: string) => void): void {
  for (const keyword of structure) if (keyword in branch) report(`${keyword} in a branch`);
  const fields = (declared['properties'] ?? {}) as Record<string, Node>;
  for (const [name, field] of Object.entries((branch['properties'] ?? {}) as Record<string, Node>)) {
    const target = fields[name];
    if (target === undefined) report(`a branch constrains ${name}, which is not declared`);
    else branchProblems(field, target, report);
  }
  if (isMap(branch['items'])) branchProblems(branch['items'], (declared['items'] ?? {}) as Node, report);
  branchesOf(branch).forEach(inner => branchProblems(inner, declared, report));
}

function isMap(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
