import type { Finding } from '../core/finding';
import { groupOf } from '../core/object';
import { editDistance, suggest } from '../core/suggest';
import { formerVersion } from './former-versions';
import { found } from './found';
import { preferredVersions } from './kind-name';
import { builtinRegistry, type KindInfo, type Registry } from './registry';
import { versionRank } from './version-rank';

/** What names the kind of an object. */
interface Header {
  readonly apiVersion: string;
  readonly kind: string;
}

/**
 * The version of a kind that stands in for one that has no schema. Kubernetes serves more versions of its own kinds than we
 * have, so nothing follows from a version of theirs that is missing here.
 */
export function servedVersion({ apiVersion, kind }: Header, registry: Registry): KindInfo | undefined {
  const versions = registry.versionsOf(apiVersion, kind);
  const known = versions.find(({ storage }) => storage === true) ?? versions.at(-1);
  // of groups of Kubernetes older versions may be served; the core group never had another one
  return known?.class === 'core' && known.group !== '' ? undefined : known;
}

/** A version that its API server does not serve, or no longer. */
export function notServed({ apiVersion, kind }: Header, known: KindInfo, registry: Registry): Finding {
  const when = isOlder(apiVersion, known) ? 'no longer' : 'not';
  return found({
    rule: 'SCHEMA-NOT-SERVED',
    type: 'notFound',
    path: 'apiVersion',
    value: apiVersion,
    message: `${apiVersion} is ${when} served, use ${known.version}`,
    allowed: registry.versionsOf(apiVersion, kind).map(info => info.apiVersion),
    fix: `write apiVersion: ${known.apiVersion}`,
  });
}

/** A version that no cluster of a Gardener landscape serves any more, and the kind by which the object is judged instead. */
export function formerKind(
  { apiVersion, kind }: Header,
  registry: Registry,
  gardener: number | undefined,
): { readonly finding: Finding; readonly known: KindInfo | undefined } | undefined {
  const former = formerVersion(apiVersion, kind, gardener);
  if (former === undefined) return undefined;
  const { removedIn, successor } = former;
  const since = removedIn === undefined ? '' : ` since Kubernetes 1.${removedIn}`;
  const finding = found({
    rule: 'SCHEMA-NOT-SERVED',
    type: 'notFound',
    path: 'apiVersion',
    value: apiVersion,
    message: `${apiVersion} ${kind} is no longer served${since}, ${successor === undefined ? 'and nothing took its place' : `use ${successor}`}`,
    ...(successor !== undefined && { allowed: [successor] }),
    fix: successor === undefined ? 'remove the object' : `write apiVersion: ${successor}`,
  });
  return { finding, known: successor === undefined ? undefined : registry.find(successor, kind) };
}

/** A kind without a schema: an error when its name or its group is almost that of a known one, a notice otherwise. */
export function unknownKind(header: Header, registry: Registry): Finding {
  return (
    (isWhole(header) ? (kindOfAnotherGroup(header, registry) ?? misspelledKind(header, registry)) : undefined) ??
    misspelledGroup(header, registry) ??
    withoutSchema(header, registry)
  );
}

/** Whether all kinds of the version are known: definitions of a user, or of a tree, may be some of many. */
function isWhole({ apiVersion }: Header): boolean {
  return [...builtinRegistry().all()].some(info => info.apiVersion === apiVersion);
}

function withoutSchema(header: Header, registry: Registry): Finding {
  const { apiVersion, kind } = header;
  const group = groupOf(apiVersion) || 'core';
  return found({
    rule: 'SCHEMA-NO-SCHEMA',
    path: '',
    message: `${apiVersion} ${kind} has no schema: its objects are not checked`,
    fix: misspelledKind(header, registry)?.fix ?? `give its custom resource definition with --schemas (group ${group})`,
  });
}

/** JavaScript, and a JSON patch, can make an object that has none. */
export function withoutHeader(header: Partial<Header>): Finding | undefined {
  const missing = (['apiVersion', 'kind'] as const).find(
    field => typeof header[field] !== 'string' || header[field] === '',
  );
  if (missing === undefined) return undefined;
  return found({ rule: 'SCHEMA-REQUIRED', type: 'required', path: missing, message: 'is required' });
}

function misspelledKind({ apiVersion, kind }: Header, registry: Registry): Finding | undefined {
  const kinds = [...registry.all()].filter(info => info.apiVersion === apiVersion).map(info => info.kind);
  // lists are kinds too, which nobody writes a schema for
  const meant = kind.endsWith('List') ? undefined : suggest(kind, kinds);
  if (meant === undefined) return undefined;
  return found({
    rule: 'SCHEMA-NOT-SERVED',
    type: 'notFound',
    path: 'kind',
    value: kind,
    message: `${apiVersion} has no kind ${kind}`,
    fix: `did you mean ${meant}`,
  });
}

/** A kind that a version which is known does not have, and other groups do. */
function kindOfAnotherGroup({ apiVersion, kind }: Header, registry: Registry): Finding | undefined {
  const kinds = [...registry.all()].filter(info => info.scope !== 'Config');
  if (!kinds.some(info => info.apiVersion === apiVersion)) return undefined;
  const others = preferredVersions(kinds.filter(info => info.kind === kind)).map(info => info.apiVersion);
  if (others.length === 0) return undefined;
  return found({
    rule: 'SCHEMA-NOT-SERVED',
    type: 'notFound',
    path: 'apiVersion',
    value: apiVersion,
    message: `${apiVersion} has no kind ${kind}`,
    allowed: others,
    fix: `write apiVersion: ${others.join(' or ')}`,
  });
}

/** A group that differs in a letter or two from one that has the kind. */
function misspelledGroup({ apiVersion, kind }: Header, registry: Registry): Finding | undefined {
  const group = groupOf(apiVersion);
  const kinds = [...registry.all()].filter(info => info.group !== '');
  if (group === '' || kinds.some(info => info.group === group)) return undefined;
  const meant = kinds.find(info => info.kind === kind && editDistance(group, info.group, 2) <= 2);
  if (meant === undefined) return undefined;
  return found({
    rule: 'SCHEMA-NOT-SERVED',
    type: 'notFound',
    path: 'apiVersion',
    value: apiVersion,
    message: `no group ${group} with a kind ${kind} is known`,
    fix: `did you mean ${meant.apiVersion}`,
  });
}

/** `v1alpha1` comes before `v1beta1`, and both before `v1`. */
function isOlder(apiVersion: string, { version }: KindInfo): boolean {
  return versionRank(apiVersion) < versionRank(version);
}
