// `access` as an operator uses it: on a terminal, in a pull request, with addresses as people write them.
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { command } from '../../../lib/cli/commands/access';
import { UsageError, type Arguments } from '../../../lib/cli/command';
import { hardened, rule } from '../compare/changes';
import { gardenlet, shoot, withRule, type TreeObject } from '../tree';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'outside-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

let trees = 0;

function treeOf(...objects: readonly (TreeObject | readonly [file: string, TreeObject])[]): string {
  const root = path.join(folder, `tree-${(trees += 1)}`);
  for (const [i, entry] of objects.entries()) {
    const [file, { object }] = Array.isArray(entry)
      ? (entry as [string, TreeObject])
      : [`${i}.yaml`, entry as TreeObject];
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    fs.writeFileSync(path.join(root, file), JSON.stringify(object));
  }
  return root;
}

/** What the command prints on a terminal of that many columns; without columns it is no terminal. */
function ask(root: string, wanted: string, values: Arguments['values'], columns?: number) {
  const { isTTY, columns: usual } = process.stdout;
  const written: string[] = [];
  const spy = jest.spyOn(process.stdout, 'write').mockImplementation(text => written.push(String(text)) > 0);
  if (columns !== undefined) Object.assign(process.stdout, { isTTY: true, columns });
  try {
    const code = command.run({ positionals: [wanted], values: { in: root, ...values } });
    return { code, text: written.join('') };
  } finally {
    spy.mockRestore();
    Object.assign(process.stdout, { isTTY, columns: usual });
  }
}

const acled = shoot(withRule(rule()));
const guarded = treeOf(
  gardenlet(),
  acled,
  ...hardened(
    { allow: ['185.1.1.0/24', '185.1.2.0/24', '10.240.0.0/15', '10.250.0.0/16'] },
    { coverage: 'complement' },
    { facts: { wildcardCertificate: undefined } },
  ),
);

describe('a matrix', () => {
  it.each([80, 100, 60, 40])('fits a terminal of %i columns, and keeps its marks', columns => {
    const { text } = ask(guarded, 'foo', { matrix: true }, columns);
    const lines = text.split('\n').slice(2);
    expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(columns);
    // the trusted host of the API, and both ports of no other gateway
    const [block = ''] = text.split('way in').slice(1);
    expect(block.split('\n').filter(line => /(?: |…)\*/.test(line) && !line.startsWith('*'))).toHaveLength(1);
  });

  it('reads on 80 columns', () => {
    expect(ask(guarded, 'foo', { matrix: true, via: 'api' }, 80).text).toBe(`# garden-bar/foo on seed soil

clients
  1  10.240.0.0  seed nodes
  2  10.241.0.0  seed pods
  3  8.8.8.8     anybody else

way in                          1     2     3
api.foo.bar.shoots.example.org  pass  pass  deny

`);
  });

  it('is a table in Markdown, with every client once and the marks explained', () => {
    const office = { from: ['185.1.1.7', '8.8.8.8', '185.1.1.7'], matrix: true, markdown: true };
    expect(ask(guarded, 'foo', { ...office, via: 'wildcard' }).text).toBe(`# garden-bar/foo on seed soil

### Forecast

| path | asked \`185.1.1.7\` | asked \`8.8.8.8\` |
| --- | --- | --- |
| api-bar--foo.ingress.soil.example.org \\* | pass | **deny** |

\\* exists only with a wildcard certificate, or where the gateway terminates TLS

`);
  });

  it('tells clients behind a load balancer from those that connect directly', () => {
    const direct = { action: 'ALLOW', type: 'direct_remote_ip', cidrs: ['192.0.2.9/32'] };
    const root = treeOf(gardenlet(), shoot(withRule(direct)));
    const verdicts = (values: Arguments['values']) =>
      ask(root, 'foo', { matrix: true, via: 'api', from: ['8.8.8.8', '192.0.2.9'], ...values })
        .text.split('\n')
        .at(-3);
    expect(verdicts({})).toMatch(/ deny {2}pass$/);
    expect(verdicts({ through: '192.0.2.9' })).toMatch(/ pass {2}pass$/);
    expect(verdicts({ through: '192.0.2.8' })).toMatch(/ deny {2}deny$/);
    expect(verdicts({ proxied: true })).toMatch(/ \? {5}\?$/);
  });
});

describe('an answer', () => {
  it('keeps the names of filters in one piece, below the verdict where they do not fit beside it', () => {
    const values = { from: ['8.8.8.8'], via: 'vpn' };
    const filters = ['istio-ingress/acl-http-proxy-shoot--bar--foo', 'istio-ingress/acl-x-shoot--bar--foo'];
    expect(ask(guarded, 'foo', values, 120).text.split('\n')[1]).toBe(`  vpn on 8443  deny  by ${filters.join(', ')}`);
    expect(ask(guarded, 'foo', values, 80).text.split('\n').slice(1, 4)).toEqual([
      '  vpn on 8443  deny',
      `    by ${filters[0]},`,
      `       ${filters[1]}`,
    ]);
  });

  it.each([
    ['185.1.1.7', 0, ''],
    ['::ffff:185.1.1.7', 0, ' (185.1.1.7 to the gateway)'],
    ['::ffff:b901:107', 0, ' (185.1.1.7 to the gateway)'],
    ['2001:DB8::0001', 1, ''],
    ['fe80::1%eth0', 1, ''],
    ['0.0.0.0', 1, ''],
  ])('is given about %s', (from, code, note) => {
    const answer = ask(guarded, 'foo', { from: [from], via: 'api' });
    expect(answer.code).toBe(code);
    expect(answer.text.split('\n')[0]).toBe(`garden-bar/foo on seed soil, from ${from}${note}`);
  });

  it('says that an IPv4-mapped address in a PROXY header is in no IPv4 range', () => {
    const answer = ask(guarded, 'foo', { from: ['::ffff:185.1.1.7'], via: 'api', proxied: true });
    expect(answer.code).toBe(1);
    expect(answer.text).toContain('from ::ffff:185.1.1.7 (IPv6 in a PROXY header, so that no IPv4 range holds it)\n');
  });

  it.each<[string, number, string]>([
    ['185.1.1.0/24', 0, '  api.foo.bar.shoots.example.org  pass'],
    ['185.1.1.7/32', 0, '  api.foo.bar.shoots.example.org  pass'],
    ['::ffff:185.1.1.0/120', 0, '  api.foo.bar.shoots.example.org  pass'],
    ['185.9.0.0/16', 1, '  api.foo.bar.shoots.example.org  deny  by istio-ingress/acl-api-shoot--bar--foo'],
    [
      '185.1.0.0/23',
      1,
      '  api.foo.bar.shoots.example.org  part  not 185.1.0.0/24 by istio-ingress/acl-api-shoot--bar--foo',
    ],
    [
      '185.1.0.9/23',
      1,
      '  api.foo.bar.shoots.example.org  part  not 185.1.0.0/24 by istio-ingress/acl-api-shoot--bar--foo',
    ],
  ])('is given about all clients of %s at once', (from, code, verdict) => {
    const answer = ask(guarded, 'foo', { from: [from], via: 'api' }, 120);
    expect([answer.code, answer.text]).toEqual([code, `garden-bar/foo on seed soil, from ${from}\n${verdict}\n`]);
  });

  it('about a name that two projects use is given for both, each with its own', () => {
    const other = JSON.parse(JSON.stringify(shoot({})).replaceAll('garden-bar', 'garden-zoo')) as TreeObject;
    const root = treeOf(gardenlet(), ['a/bar.yaml', acled], ['a/zoo.yaml', other]);
    const { code, text } = ask(root, 'foo', { from: ['8.8.8.8'], via: 'api' });
    expect(code).toBe(1);
    expect(text.split('\n').map(line => line.replace(/\(\S+\/a\//, '(a/'))).toEqual([
      'garden-bar/foo on seed soil (a/bar.yaml), from 8.8.8.8',
      '  api.foo.bar.shoots.example.org  deny  by istio-ingress/acl-api-shoot--bar--foo',
      'garden-zoo/foo on seed soil (a/zoo.yaml), from 8.8.8.8',
      '  api.foo.bar.shoots.example.org  pass',
      '',
    ]);
    expect(ask(root, 'zoo/foo', { from: ['8.8.8.8'], via: 'api' }).code).toBe(0);
  });

  it('is given for a tree without seeds, as far as the Shoot tells', () => {
    const { code, text } = ask(treeOf(acled), 'foo', { from: ['8.8.8.8', '185.1.2.1'], via: 'api' });
    expect(code).toBe(1);
    expect(text.split('\n').slice(0, 4)).toEqual([
      'garden-bar/foo on an unknown seed, reckoned with the usual gateway, from 8.8.8.8',
      '  api.foo.bar.shoots.example.org  deny  by istio-ingress/acl-api-shoot--bar--foo',
      'garden-bar/foo on an unknown seed, reckoned with the usual gateway, from 185.1.2.1',
      '  api.foo.bar.shoots.example.org  pass',
    ]);
  });
});

describe('a question that is no good', () => {
  it('because nothing tells a way in is no answer either', () => {
    const [filter] = hardened({ allow: ['185.1.1.0/24'] }) as [TreeObject];
    const bare = { object: { ...filter.object, spec: { configPatches: [] } } };
    expect(() => ask(treeOf(bare), 'foo', { from: ['8.8.8.8'] })).toThrow(
      'nothing tells a way in: the tree holds no Shoot, and its filters name none',
    );
  });

  it.each([
    ['office.example.org', 'names are not looked up'],
    ['[2001:db8::1]', 'write 2001:db8::1, without brackets and port'],
    ['[2001:db8::1]:443', 'write 2001:db8::1, without brackets and port'],
    ['8.8.8.8:443', 'write 8.8.8.8, without brackets and port'],
    [' 8.8.8.8', 'there are blanks around it'],
    ['010.0.0.1', 'a part of an IPv4 address must not begin with 0'],
    ['8.8.8', 'an IPv4 address has four parts separated by dots'],
    ['', 'must be an IPv4 or IPv6 address'],
    ['::g', 'every part of an IPv6 address is one to four hexadecimal digits'],
  ])('because of the address "%s" says what is wrong with it', (from, hint) => {
    const question = () => ask(guarded, 'foo', { from: [from] });
    expect(question).toThrow(UsageError);
    expect(question).toThrow(`"${from}" is no IP address: ${hint}`);
  });

  it.each<[string, string, Arguments['values'], string]>([
    ['a shoot that is spelled otherwise', 'Foo', {}, `nothing in ${guarded} is called "Foo", did you mean foo?`],
    ['a shoot that is not like any', 'quarry', {}, `nothing in ${guarded} is called "quarry": it holds garden-bar/foo`],
    [
      'a way that is spelled otherwise',
      'foo',
      { via: 'http-proxi' },
      'there is no way "http-proxi": one of api, internal, wildcard, vpn, http-proxy, socket, observability, or a name that --matrix shows, did you mean http-proxy?',
    ],
    ['Markdown without a matrix', 'foo', { markdown: true }, '--markdown is a form of --matrix'],
    ['a range that is none', 'foo', { from: ['10.0.0/8'] }, '"10.0.0/8" is no range: an IPv4 address has four parts'],
    [
      'a range behind a load balancer',
      'foo',
      { from: ['10.0.0.0/8'], proxied: true },
      '"10.0.0.0/8" is a range: behind a load balancer, ask about one address of it',
    ],
    [
      'a load balancer of many addresses',
      'foo',
      { through: '10.0.0.0/8' },
      '"10.0.0.0/8" is no IP address: name one address of the load balancer',
    ],
    [
      'a range in a matrix',
      'foo',
      { from: ['10.0.0.0/8'], matrix: true },
      '"10.0.0.0/8" is a range: a matrix is about single addresses',
    ],
  ])('because of %s helps', (_, wanted, values, message) => {
    const question = () => ask(guarded, wanted, { from: ['8.8.8.8'], ...values });
    expect(question).toThrow(UsageError);
    expect(question).toThrow(message);
  });
});
