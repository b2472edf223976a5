import { parseIpAddress } from './ip';

/** The parts of a URL as Go tells them apart. */
export interface GoUrl {
  /** Lower case; empty for a relative URL. */
  readonly scheme: string;
  /** Host and port; empty where there is none. */
  readonly host: string;
  readonly user?: string;
  /** As it was written; empty for what is opaque, such as mailto:a. */
  readonly path: string;
  readonly query: string;
  readonly fragment: string;
}

const control = /[\0-\x1f\x7f]/;
const badEscape = /%(?![0-9a-fA-F]{2})/;
const userCharacters = /^[-\w.:~!$&'()*+,;=%@]*$/;
const hostCharacters = /^(?:[-\w.~!$&'()*+,;=:[\]<>"\u0080-\uffff]|%25|%[89a-fA-F][0-9a-fA-F])*$/;
const escapeProblem = 'must have two hexadecimal digits after every "%"';
const optionalPort = /^(?::[0-9]*)?$/;

/**
 * Reads a URL as Go's net/url does, or says why it would not.
 *
 * Source: Go 1.26 net/url (Parse).
 */
export function parseGoUrl(text: string): GoUrl | string {
  const [before = '', ...fragments] = text.split('#');
  const fragment = fragments.join('#');
  return badEscape.test(fragment) && !control.test(before)
    ? escapeProblem
    : read(before, { fragment, isRequest: false });
}

/**
 * Why a text is no URL of a request: absolute, or a path from the root, without a fragment; undefined when it is one.
 *
 * Source: Go 1.26 net/url (ParseRequestURI).
 */
export function requestUrlProblem(text: string): string | undefined {
  const url = text === '' ? 'must not be empty' : read(text, { fragment: '', isRequest: true });
  return typeof url === 'string' ? url : undefined;
}

interface Reading {
  readonly fragment: string;
  readonly isRequest: boolean;
}

function read(text: string, { fragment, isRequest }: Reading): GoUrl | string {
  if (control.test(text)) return 'must not hold control characters';
  if (text === '*') return { scheme: '', host: '', path: '*', query: '', fragment };
  if (text.startsWith(':')) return 'must have a scheme before ":"';
  const [, scheme = '', rest = ''] = /^(?:([a-zA-Z][-a-zA-Z0-9+.]*):)?(.*)$/s.exec(text) ?? [];
  const [place = '', ...queries] = rest.split('?');
  const found = { scheme: scheme.toLowerCase(), host: '', path: place, query: queries.join('?'), fragment };
  if (!place.startsWith('/'))
    return isRequest && scheme === '' ? 'must begin with a scheme or "/"' : rootless(place, found);
  const hasAuthority = place.startsWith('//') && (scheme !== '' || (!isRequest && !place.startsWith('///')));
  if (!hasAuthority) return badEscape.test(place) ? escapeProblem : found;
  const [, authority = '', path = ''] = /^\/\/([^/]*)(.*)$/s.exec(place) ?? [];
  const parts = readAuthority(authority, found.scheme);
  if (typeof parts === 'string') return parts;
  return badEscape.test(path) ? escapeProblem : { ...found, ...parts, path };
}

/** What follows a scheme without "/" is nobody's business; without a scheme it is a relative path. */
function rootless(place: string, found: GoUrl): GoUrl | string {
  if (found.scheme !== '') return { ...found, path: '' };
  const [segment = ''] = place.split('/');
  if (segment.includes(':')) return 'must not have ":" in the first part of a relative path';
  return badEscape.test(place) ? escapeProblem : found;
}

function readAuthority(authority: string, scheme: string): Pick<GoUrl, 'host' | 'user'> | string {
  const at = authority.lastIndexOf('@');
  const host = authority.slice(at + 1);
  const problem = hostProblem(host, scheme);
  if (problem !== undefined) return problem;
  if (at < 0) return { host };
  const user = authority.slice(0, at);
  if (!userCharacters.test(user) || badEscape.test(user)) return 'must have a user of letters, digits and escapes';
  return { host, user };
}

function hostProblem(host: string, scheme: string): string | undefined {
  const open = host.lastIndexOf('[');
  if (open > 0) return 'must not have "[" within the host';
  if (open === 0) return literalProblem(host);
  const colon = scheme === 'http' || scheme === 'https' ? host.indexOf(':') : host.lastIndexOf(':');
  if (colon >= 0 && !optionalPort.test(host.slice(colon))) return 'must have a number as port';
  return hostCharacters.test(host) ? undefined : 'must not have such characters in the host';
}

/** An IPv6 address in brackets. */
function literalProblem(host: string): string | undefined {
  const close = host.lastIndexOf(']');
  if (close < 0) return 'must close the bracket of the host';
  if (!optionalPort.test(host.slice(close + 1))) return 'must have a number as port';
  const address = parseIpAddress(host.slice(1, close).replace('%25', '%'));
  return typeof address?.value === 'bigint' ? undefined : 'must have an IPv6 address in brackets';
}
