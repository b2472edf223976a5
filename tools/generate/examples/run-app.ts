import { runInThisContext } from 'node:vm';
import { ApiObject, Chart, JsonPatch, Lazy } from 'cdk8s';
import { transformSync } from 'esbuild';
import * as gardener from '../../../lib';
import * as acl from '../../../lib/acl';
import * as flux from '../../../lib/flux';
import * as openstack from '../../../lib/openstack';

/** What a program need not import. */
const scope: Readonly<Record<string, unknown>> = {
  ApiObject,
  Chart,
  JsonPatch,
  Lazy,
  ...openstack,
  ...flux,
  ...acl,
  ...gardener,
};

/** The landscape of a program that makes none itself. */
const landscape = `const landscape = new Landscape({ name: 'meadow', gardener: '1.150.0', domain: 'example.org', facts: 'facts' });`;

/** The landscape that a program fills. */
export function runApp(program: string): gardener.Landscape {
  const whole = /\bconst landscape\b/.test(program) ? program : `${landscape}\n${program}`;
  const { code } = transformSync(whole, { loader: 'ts', target: 'node20' });
  const names = Object.keys(scope);
  const run = runInThisContext(`(function (${names.join(', ')}) {\n${code}\nreturn landscape;\n})`) as (
    ...values: unknown[]
  ) => gardener.Landscape;
  return run(...names.map(name => scope[name]));
}
