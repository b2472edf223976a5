import type * as cel from '@marcbachmann/cel-js' with { 'resolution-mode': 'import' };

/** A URL as Go's `url.ParseRequestURI` takes it: absolute, or a path from the root. */
export class CelUrl {
  readonly scheme: string;
  /** Host and port. */
  readonly authority: string;
  readonly host: string;
  readonly port: string;
  readonly path: string;
  readonly query: string;

  private constructor(scheme: string, authority: string, [path, query]: readonly [string, string]) {
    this.scheme = scheme.toLowerCase();
    this.authority = authority.slice(authority.lastIndexOf('@') + 1);
    const [, host = '', port = ''] = hostAndPort.exec(this.authority) ?? [];
    this.host = host.replace(/^\[|\]$/g, '');
    this.port = port;
    this.path = path;
    this.query = query;
  }

  static parse(text: string): CelUrl | undefined {
    if (/[\u0000-\u001f\u007f]/.test(text)) return undefined;
    const [, scheme = '', rest = ''] = /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?(.*)$/s.exec(text) ?? [];
    // an opaque URI such as mailto:a has neither host nor path
    if (!rest.startsWith('/')) return scheme === '' ? undefined : new CelUrl(scheme, '', ['', '']);
    if (/%(?![0-9A-Fa-f]{2})/.test(rest)) return undefined;
    const [, authority = '', after = rest] = /^\/\/([^/?]*)(.*)$/s.exec(rest) ?? [];
    const place = authority.slice(authority.lastIndexOf('@') + 1);
    return hostAndPort.test(place) ? new CelUrl(scheme, authority, pathAndQuery(after)) : undefined;
  }

  static of(text: string): CelUrl {
    const url = CelUrl.parse(text);
    if (url === undefined) throw new Error(`not a URL: ${text}`);
    return url;
  }
}

const hostAndPort = /^(\[[^\]\s]*\]|[^\s:<>"\\^`{|}[\]]*)(?::(\d*))?$/;

function pathAndQuery(text: string): [string, string] {
  const [path = '', ...query] = text.split('?');
  return [encodeURI(path).replaceAll('%25', '%'), query.join('?')];
}

/** URLs in CEL (`kubernetes/apiserver:pkg/cel/library/urls.go v0.36`). */
export function registerUrls(target: cel.Environment): void {
  const name = 'kubernetes.URL';
  target.registerType(name, CelUrl);
  const text = (method: string, read: (url: CelUrl) => string): void => {
    target.registerFunction(`${name}.${method}(): string`, read);
  };
  target.registerFunction('isURL(string): bool', (value: string) => CelUrl.parse(value) !== undefined);
  target.registerFunction(`url(string): ${name}`, (value: string) => CelUrl.of(value));
  text('getScheme', ({ scheme }) => scheme);
  text('getHost', ({ authority }) => authority);
  text('getHostname', ({ host }) => host);
  text('getPort', ({ port }) => port);
  text('getEscapedPath', ({ path }) => path);
  target.registerFunction(`${name}.getQuery(): map`, ({ query }: CelUrl) => {
    const parameters = new URLSearchParams(query);
    return Object.fromEntries([...parameters.keys()].map(key => [key, [...parameters.getAll(key)]]));
  });
}
