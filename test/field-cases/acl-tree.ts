import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { AccessControl, type AccessControlProps } from '../../lib/acl';
import { command } from '../../lib/cli/commands/access';
import type { Facts } from '../../lib/rules/facts';
import { meadow } from '../acl/meadow';
import { render } from '../synth/tree';

/** Clients of the field cases by name. */
export const clients = {
  alice: '198.51.100.7',
  bob: '198.51.100.200',
  carol: '192.0.2.7',
  dora: '2001:db8:d::7',
  eve: '8.8.8.8',
} as const;

/** Who gets in on each way into a shoot, as `access --matrix` says it: names of clients by name of the way. */
export function admitted(objects: readonly object[], shoot: string): ReadonlyMap<string, string> {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'field-case-acl-'));
  for (const [i, object] of objects.entries()) fs.writeFileSync(path.join(root, `${i}.yaml`), JSON.stringify(object));
  const text = printed(() =>
    command.run({
      positionals: [shoot],
      values: { in: root, matrix: true, markdown: true, from: Object.values(clients) },
    }),
  );
  fs.rmSync(root, { recursive: true });
  const rows = text
    .split('\n')
    .flatMap(line => (/^\| (?!path|---)/.test(line) ? [line.slice(2, -2).split(' | ')] : []));
  return new Map(
    rows.map(([way = '', ...verdicts]) => [
      way,
      Object.keys(clients)
        .filter((_, i) => verdicts[i] === 'pass')
        .join(' '),
    ]),
  );
}

function printed(run: () => unknown): string {
  const written: string[] = [];
  const spy = jest.spyOn(process.stdout, 'write').mockImplementation(text => written.push(String(text)) > 0);
  try {
    run();
    return written.join('');
  } finally {
    spy.mockRestore();
  }
}

/** What an app with one shoot on seed `soil` renders: the text of its filters, and the ids of findings about access. */
export function synthesized(
  props: AccessControlProps,
  { hibernated, facts }: { readonly hibernated: boolean; readonly facts: Facts },
): { readonly filters: string | undefined; readonly findings: readonly string[] } {
  const { root, shoot } = meadow(facts, { hibernation: { enabled: hibernated } });
  new AccessControl(shoot, 'acl', props);
  const { text, findings } = render(root);
  const about = findings.filter(({ rule, severity }) => rule.startsWith('ACL-') && severity !== 'notice');
  return {
    filters: text.get('test/seeds/soil/acl/dev.foo.yaml'),
    findings: about.map(({ severity, rule }) => `${severity} ${rule}`),
  };
}
