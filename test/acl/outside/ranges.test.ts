// Ranges as people write them: none is dropped without a word, whether a construct, a Shoot in YAML or a set of clients holds it.
import { loadAll } from 'js-yaml';
import { AccessControl, clientsAnnotation, type AccessControlProps, type ClientSet } from '../../../lib/acl';
import { acl } from '../../../lib/acl/topic';
import type { Finding } from '../../../lib/core/finding';
import { Judge } from '../../../lib/rules/judge';
import type { View } from '../../../lib/rules/view';
import { cli, folderWith } from '../../cli/cli';
import { render } from '../../synth/tree';
import { meadow } from '../meadow';
import { gardenlet, shoot, tree, withRule } from '../tree';

/** About ranges as they are written. */
const aboutText = /^ACL-(?:E004|E005|E010|W101|W102|W103|W104|W129|CLIENT-)/;
const line = ({ severity, rule, path }: Finding): string => `${severity} ${rule} ${path}`;
const linesOf = (findings: readonly Finding[]): string[] =>
  findings.filter(({ rule }) => aboutText.test(rule)).map(line);

/** Findings of a synth, and everything that it writes about the shoot. */
function throughConstruct(props: AccessControlProps): { readonly findings: string[]; readonly text: string } {
  const { root, shoot: of } = meadow();
  new AccessControl(of, 'acl', props);
  const { findings, text } = render(root);
  const files = [...text].filter(([file]) => file.includes('foo'));
  return { findings: linesOf(findings), text: files.map(([, content]) => content).join('\n---\n') };
}

function judged(view: View): readonly Finding[] {
  const run = new Judge();
  run.run(view, [acl]);
  return run.result().findings;
}

function throughYaml(...cidrs: readonly unknown[]): readonly Finding[] {
  return judged(tree([gardenlet(), shoot(withRule({ action: 'ALLOW', type: 'remote_ip', cidrs }))]));
}

/** Text, rule that refuses it, fix. */
const refused: readonly (readonly [string, string, string | undefined])[] = [
  ['185.1.1.0/33', 'ACL-E005', undefined],
  ['185.1.1.256/32', 'ACL-E005', undefined],
  ['185.1.1/24', 'ACL-E005', undefined],
  ['185.1.1.0/-1', 'ACL-E005', undefined],
  ['185.1.1.0/', 'ACL-E005', undefined],
  ['/24', 'ACL-E005', undefined],
  ['185.1.1.07/32', 'ACL-E005', undefined],
  ['185.1.1.0-185.1.1.9', 'ACL-E005', undefined],
  ['fe80::1%eth0/64', 'ACL-E005', undefined],
  ['office.example.org', 'ACL-E005', undefined],
  ['', 'ACL-E005', undefined],
  ['185.1.1.0/24 ', 'ACL-E005', 'write "185.1.1.0/24"'],
  ['\t185.1.1.0/24', 'ACL-E005', 'write "185.1.1.0/24"'],
  ['185.1.1.0/24\n', 'ACL-E005', 'write "185.1.1.0/24"'],
  ['::ffff:185.1.1.0/120', 'ACL-E010', 'write "185.1.1.0/24"'],
  ['::ffff:185.1.1.0/24', 'ACL-E010', 'write the IPv4 range that is meant'],
];

/** Text, warning, what is written instead. */
const normalized: readonly (readonly [string, string, string])[] = [
  ['185.1.1.7/24', 'ACL-W101', '185.1.1.0/24'],
  ['185.1.1.0/024', 'ACL-W102', '185.1.1.0/24'],
  ['2A00:1::/32', 'ACL-W102', '2a00:1::/32'],
  ['2a00:1::1/32', 'ACL-W101', '2a00:1::/32'],
];

describe('a range that cannot be read, or that means two things', () => {
  it.each(refused)(
    '%j is an error in an access control of either delivery, and none of it is written',
    (text, rule) => {
      for (const delivery of ['extension', 'gitops'] as const) {
        for (const list of ['allow', 'deny'] as const) {
          const { findings } = throughConstruct({ delivery, allow: ['185.9.9.0/24'], [list]: [text] });
          expect(findings).toEqual([`error ${rule} ${list}[rule][0]`]);
        }
      }
    },
  );

  it.each(refused)('%j is an error in a set of clients, by the name of the set', (text, rule) => {
    const office: ClientSet = { name: 'office', ranges: ['185.9.9.0/24', text], expires: '2027-01-31' };
    expect(throughConstruct({ allow: [office] }).findings).toEqual([`error ${rule} allow[office][1]`]);
  });

  it.each(refused)('%j is an error in the entry of a Shoot, with what may be meant', (text, rule, fix) => {
    const [finding] = throughYaml('185.9.9.0/24', text).filter(({ severity }) => severity === 'error');
    expect(finding).toMatchObject({
      rule,
      path: 'spec.extensions[0].providerConfig.rule.cidrs[1]',
      value: text,
    });
    expect(finding?.fix).toBe(fix);
  });

  it('is told how to write it in an app too', () => {
    const { root, shoot: of } = meadow();
    new AccessControl(of, 'acl', { allow: ['185.1.1.0/24 ', '185.1.1.0/24, 185.1.2.1', '::ffff:185.1.1.7'] });
    expect(render(root).findings.flatMap(({ fix, path }) => (path.startsWith('allow') ? [fix] : []))).toEqual([
      'write "185.1.1.0/24"',
      'write each range by itself',
      'write "185.1.1.7/32"',
    ]);
  });
});

describe('a range that is written otherwise than it is meant', () => {
  it.each(normalized)('%j is normalized by an access control, with a warning', (text, rule, written) => {
    const { findings, text: files } = throughConstruct({ allow: [text] });
    expect(findings).toEqual([`warning ${rule} allow[rule][0]`]);
    expect(files).toContain(written);
    expect(throughConstruct({ delivery: 'gitops', allow: [text] }).findings).toEqual(findings);
  });

  it.each(normalized)('%j is a warning in the entry of a Shoot, with what to write', (text, rule, written) => {
    const [finding] = throughYaml(text).filter(({ rule: id }) => id === rule);
    expect(finding).toMatchObject({ severity: 'warning', value: text, fix: `write "${written}"` });
  });

  it('is an address in an app, and an error in a Shoot, which the extension would refuse', () => {
    const { findings, text } = throughConstruct({ allow: ['185.1.1.7', '2a00:1::7'] });
    expect(findings).toEqual([]);
    expect(text).toContain('185.1.1.7/32');
    expect(text).toContain('2a00:1::7/128');
    const fixes = throughYaml('185.1.1.7', '2a00:1::7').map(({ rule, fix }) => [rule, fix]);
    expect(fixes).toContainEqual(['ACL-E005', 'write "185.1.1.7/32"']);
    expect(fixes).toContainEqual(['ACL-E005', 'write "2a00:1::7/128"']);
  });
});

describe('ranges that overlap', () => {
  const sets: ClientSet[] = [
    { name: 'office', ranges: ['185.1.0.0/16'] },
    { name: 'lab', ranges: ['185.1.7.0/24'], expires: '2027-01-31' },
  ];

  it('in several sets stay once, and the one that is left out is told', () => {
    const { findings, text } = throughConstruct({ allow: ['185.1.7.7', ...sets, '185.1.0.0/16'] });
    expect(findings).toEqual([
      'warning ACL-W103 allow[lab][0]',
      'warning ACL-W103 allow[office][0]',
      'warning ACL-W103 allow[rule][0]',
    ]);
    expect(text).toContain('185.1.0.0/16');
    expect(text).not.toContain('185.1.7.7/32');
  });

  it('in a Shoot are told where they are', () => {
    const found = throughYaml('185.1.0.0/16', '185.1.7.0/24', '185.1.0.0/16').filter(({ rule }) => rule === 'ACL-W103');
    expect(found.map(({ path }) => path)).toEqual([
      'spec.extensions[0].providerConfig.rule.cidrs[1]',
      'spec.extensions[0].providerConfig.rule.cidrs[2]',
    ]);
  });

  it('with everybody are told, whoever makes the filters', () => {
    expect(throughConstruct({ allow: ['0.0.0.0/0'] }).findings).toEqual([
      'warning ACL-W104 spec.extensions[0].providerConfig.rule.cidrs[0]',
    ]);
    expect(throughConstruct({ delivery: 'gitops', allow: ['0.0.0.0/0'] }).findings).toEqual([
      'warning ACL-W104 allow[rule]',
    ]);
  });
});

describe('nothing at all', () => {
  it.each<[string, AccessControlProps, string[]]>([
    ['an empty list', { allow: [] }, ['error ACL-E004 allow']],
    ['neither list', {}, ['error ACL-E004 allow']],
    ['a set of nobody', { allow: [{ name: 'office', ranges: [] }] }, ['error ACL-E004 allow[office].ranges']],
    [
      'a set of nobody beside others',
      { allow: [{ name: 'office', ranges: [] }, '185.1.1.0/24'] },
      ['error ACL-E004 allow[office].ranges'],
    ],
    [
      'a set of nobody to deny',
      { allow: ['185.1.1.0/24'], deny: [{ name: 'scanners', ranges: [] }] },
      ['error ACL-E004 deny[scanners].ranges'],
    ],
  ])('%s is an error in either delivery', (_, props, expected) => {
    for (const delivery of ['extension', 'gitops'] as const)
      expect(throughConstruct({ delivery, ...props }).findings).toEqual(expected);
  });

  it('is an error in a Shoot', () => {
    expect(linesOf(throughYaml())).toEqual(['error ACL-E004 spec.extensions[0].providerConfig.rule.cidrs']);
  });
});

describe('the last day of a set of clients', () => {
  const office = (changes: Partial<ClientSet>): ClientSet => ({
    name: 'office',
    ranges: ['185.1.1.0/24'],
    expires: '2027-01-31',
    ...changes,
  });

  it.each(['2027-1-31', '31.01.2027', '2027-02-30', '2027-13-01', 'soon', '', '2027-01-31T00:00:00Z'])(
    'is an error as "%s"',
    expires => {
      expect(throughConstruct({ allow: [office({ expires })] }).findings).toEqual([
        'error ACL-CLIENT-EXPIRES allow[office].expires',
      ]);
    },
  );

  it.each(['', 'a\nb', 'rule', 'office: main', 'office until 2020-01-01', ' office'])(
    'is lost with a set that is called %j, which is an error',
    name => {
      expect(throughConstruct({ allow: [office({ name })] }).findings).toEqual([
        `error ACL-CLIENT-NAME allow[${name}].name`,
      ]);
    },
  );

  /** The synth without a clock, then a check of what it wrote on a day. */
  function onDay(props: AccessControlProps, day: string): string[] {
    const { root, shoot: of } = meadow();
    new AccessControl(of, 'acl', props);
    const { text, findings } = render(root);
    expect(findings.filter(({ rule }) => rule === 'ACL-W129')).toEqual([]);
    const folder = folderWith(Object.fromEntries([...text].filter(([file]) => file.endsWith('.yaml'))));
    const { output, errors } = cli(['check', '.', '--now', day, '--format', 'json'], { cwd: folder });
    expect(errors).toBe('');
    const { findings: found } = JSON.parse(output) as { readonly findings: readonly Finding[] };
    return found.flatMap(({ rule, object, message }) => (rule === 'ACL-W129' ? [`${object?.kind} ${message}`] : []));
  }

  it.each<[string, AccessControlProps, string]>([
    ['the extension', { profile: 'upstream' }, 'Shoot'],
    ['the extension, hardened', {}, 'EnvoyFilter'],
    ['Flux', { delivery: 'gitops' }, 'EnvoyFilter'],
    ['Flux, aggregated', { delivery: 'gitops', layout: 'aggregated' }, 'EnvoyFilter'],
  ])('is a warning of check from the next day on, by %s', (_, props, kind) => {
    const allow = [office({ comment: 'until the move # really' }), '185.9.9.0/24'];
    expect(onDay({ ...props, allow }, '2027-01-31')).toEqual([]);
    expect(onDay({ ...props, allow }, '2027-02-01')).toEqual([`${kind} clients "office" were to go after 2027-01-31`]);
  });

  it('that somebody wrote into YAML and that is none is a warning too', () => {
    const { object } = shoot({});
    const metadata = {
      ...(object as { readonly metadata: object }).metadata,
      annotations: { [clientsAnnotation]: 'office until 2027-02-30: 185.1.1.0/24' },
    };
    const [finding] = judged(tree([{ object: { ...object, metadata } }], { now: new Date('2026-11-25') })).filter(
      ({ rule }) => rule === 'ACL-W129',
    );
    expect(finding?.message).toBe('clients "office" never go: 2027-02-30 is no day of the calendar');
  });
});

it('what is written about the clients of a Shoot reads back', () => {
  const { text } = throughConstruct({
    profile: 'upstream',
    allow: [
      { name: 'office', ranges: ['185.1.1.0/24', '185.1.2.1'], comment: 'main\nbuilding', expires: '2027-01-31' },
    ],
  });
  const [of] = loadAll(text) as { readonly metadata: { readonly annotations: Record<string, string> } }[];
  expect(of?.metadata.annotations[clientsAnnotation]).toBe(
    'office until 2027-01-31: 185.1.1.0/24, 185.1.2.1 # main building',
  );
});
