import { matrix, shootReport, treeSubjects, tryClient, type AccessRow, type TreeSubject } from '../../acl';
import { parseIpAddress } from '../../core/ip';
import { suggest } from '../../core/suggest';
import { judgeTree } from '../../manifests/judge-tree';
import { readTree } from '../../manifests/read-tree';
import { exitCodes, textOption, UsageError, type Arguments, type Command } from '../command';
import { factsOfTree } from '../tree-facts';

/** `access`: whether a client reaches the API server of a shoot. */
export const command: Command = {
  name: 'access',
  summary: 'say whether a client reaches the API server of a shoot, and which filter refuses it',
  usage: 'access SHOOT (--from ADDRESS | --matrix) [--via PATH] [--through ADDRESS] [--in FOLDER] [--facts FOLDER]',
  help: `
Evaluates the EnvoyFilters of a tree as Envoy would, those that the ACL extension will render included. SHOOT is a
name, or namespace/name.

  --from ADDRESS     the client
  --via PATH         one kind of way (api, internal, wildcard, vpn, http-proxy ...) or its name; default: all
  --through ADDRESS  the client comes through a load balancer with this address, which tells it in a PROXY header
  --matrix           every way in against the clients that matter, as Markdown
  --in FOLDER        rendered YAML (default: dist)
  --facts FOLDER     observations (default: apps/<landscape>/facts)

exit code 1 when the client is denied on one of the ways

examples:
  cdk8s-gardener access crazy-botany --from 203.0.113.7
  cdk8s-gardener access garden-dev/crazy-botany --matrix --in dist/meadow
`,
  options: {
    from: { type: 'string' },
    via: { type: 'string' },
    through: { type: 'string' },
    matrix: { type: 'boolean' },
    in: { type: 'string' },
    facts: { type: 'string' },
  },
  run(args) {
    const subjects = subjectsOf(args);
    if (args.values['matrix'] === true) {
      for (const subject of subjects) process.stdout.write(`${title(subject)}\n\n${matrixOf(subject)}\n\n`);
      return exitCodes.ok;
    }
    const denied = subjects.map(subject => answer(subject, args)).includes(true);
    return denied ? exitCodes.findings : exitCodes.ok;
  },
};

function subjectsOf(args: Arguments): readonly TreeSubject[] {
  const [wanted, ...more] = args.positionals;
  if (wanted === undefined || more.length > 0) throw new UsageError(`usage: cdk8s-gardener ${command.usage}`);
  const { views } = judgeTree(readTree([textOption(args, 'in') ?? 'dist']), {
    topics: [],
    factsOf: factsOfTree(textOption(args, 'facts')),
  });
  const all = views.flatMap(treeSubjects);
  const found = all.filter(({ entry }) => entry.object.metadata.name === wanted || nameOf(entry) === wanted);
  if (found.length > 0) return found;
  const near = suggest(
    wanted,
    all.map(({ entry }) => entry.object.metadata.name ?? ''),
  );
  throw new UsageError(
    `no shoot "${wanted}" has an access rule or filters of its own in this tree${near === undefined ? '' : `: did you mean "${near}"?`}`,
  );
}

function matrixOf(subject: TreeSubject): string {
  const { table, forecast } = shootReport(subject);
  return matrix(table, forecast);
}

/** Prints one line per way in; says whether the client is denied on one of them. */
function answer(subject: TreeSubject, args: Arguments): boolean {
  const from = addressOption(args, 'from');
  if (from === undefined) throw new UsageError('access needs --from ADDRESS or --matrix');
  const through = addressOption(args, 'through');
  const client = through === undefined ? { peer: from, proxied: null } : { peer: through, proxied: from };
  const rows = rowsOf(shootReport(subject).table, textOption(args, 'via'));
  const lines = rows.map(row => ({ row, decision: tryClient(row, client) }));
  const width = Math.max(...rows.map(({ path }) => path.name.length));
  process.stdout.write(`${title(subject)}\n`);
  for (const { row, decision } of lines) {
    const by = decision.deniedBy.length === 0 ? '' : `  by ${decision.deniedBy.join(', ')}`;
    const unclear = decision.unclear.length === 0 ? '' : `  not judged: ${decision.unclear.join(', ')}`;
    process.stdout.write(`  ${row.path.name.padEnd(width)}  ${words[decision.verdict]}${by}${unclear}\n`);
  }
  return lines.some(({ decision }) => decision.verdict === 'DENY');
}

const words = { ALLOW: 'pass', DENY: 'deny', UNKNOWN: 'unknown' } as const;

function rowsOf(table: readonly AccessRow[], via: string | undefined): readonly AccessRow[] {
  if (via === undefined) return table;
  const rows = table.filter(({ path }) => path.kind === via || path.name === via);
  if (rows.length > 0) return rows;
  const known = [...new Set(table.flatMap(({ path }) => [path.kind, path.name]))];
  throw new UsageError(`there is no way "${via}": one of ${known.join(', ')}`);
}

function addressOption(args: Arguments, name: string): string | undefined {
  const text = textOption(args, name);
  if (text !== undefined && parseIpAddress(text) === undefined) throw new UsageError(`"${text}" is no IP address`);
  return text;
}

function title(subject: TreeSubject): string {
  const { seed, entry } = subject;
  return `# ${nameOf(entry)} on ${seed === undefined ? 'an unknown seed' : `seed ${seed.name}`}`;
}

function nameOf({ object: { metadata } }: TreeSubject['entry']): string {
  return `${metadata.namespace ?? ''}/${metadata.name ?? ''}`;
}
