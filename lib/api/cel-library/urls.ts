import type * as cel from '@marcbachmann/cel-js' with { 'resolution-mode': 'import' };
import { parseGoUrl, requestUrlProblem, type GoUrl } from '../../core/go-url';

/** A URL: absolute, or a path from the root. */
class CelUrl {
  readonly url: GoUrl;

  constructor(text: string) {
    // the server asks for the URL of a request first, and then reads it with its fragment
    const url = requestUrlProblem(text) ?? parseGoUrl(text);
    if (typeof url === 'string') throw new Error(`not a URL: ${text}`);
    this.url = url;
  }
}

/** URLs in CEL (`kubernetes/apiserver:pkg/cel/library/urls.go v0.36`). */
export function registerUrls(target: cel.Environment): void {
  const name = 'kubernetes.URL';
  target.registerType(name, CelUrl);
  const text = (method: string, read: (url: GoUrl) => string): void => {
    target.registerFunction(`${name}.${method}(): string`, ({ url }: CelUrl) => read(url));
  };
  target.registerFunction('isURL(string): bool', (value: string) => requestUrlProblem(value) === undefined);
  target.registerFunction(`url(string): ${name}`, (value: string) => new CelUrl(value));
  text('getScheme', ({ scheme }) => scheme);
  text('getHost', ({ host }) => host);
  text('getHostname', ({ host }) => hostAndPort(host)[0]);
  text('getPort', ({ host }) => hostAndPort(host)[1]);
  text('getEscapedPath', ({ path }) => encodeURI(path).replaceAll('%25', '%'));
  target.registerFunction(`${name}.getQuery(): map`, ({ url }: CelUrl) => {
    const parameters = new URLSearchParams(url.query);
    return Object.fromEntries([...parameters.keys()].map(key => [key, [...parameters.getAll(key)]]));
  });
}

function hostAndPort(host: string): readonly [host: string, port: string] {
  const [, name = '', port = ''] = /^(\[[^\]]*\]|[^:]*)(?::(\d*))?$/.exec(host) ?? [];
  return [name.replace(/^\[|\]$/g, ''), port];
}
