import * as fs from 'node:fs';
import {
  accessTargets,
  forecast,
  matrix,
  mergeClients,
  terminalMatrix,
  terminalRange,
  terminalVerdicts,
  tryClient,
  tryRange,
  type AccessRow,
  type AccessTarget,
  type TargetAccess,
} from '../../acl';
import { judgeTree } from '../../manifests/judge-tree';
import { readTree } from '../../manifests/read-tree';
import { askedClients, type AskedClient, type AskedClients } from '../client-option';
import { didYouMean, exitCodes, textOption, UsageError, type Arguments, type Command } from '../command';
import { terminal } from '../terminal';
import { factsOfTree } from '../tree-facts';

/** `access`: whether a client reaches the API server of a shoot. */
export const command: Command = {
  name: 'access',
  summary: 'say whether a client reaches the API server of a shoot, and which filter refuses it',
  usage: 'access SHOOT (--from ADDRESS | --matrix) [--via PATH] [--proxied | --through ADDRESS] [--in FOLDER]',
  help: `
Evaluates the EnvoyFilters of a tree as Envoy would, those that the ACL extension will render included. SHOOT is a
name, namespace/name or a technical ID; virtual-garden is the API server of the garden. Where a tree holds filters
only, the ways in are those that the filters tell.

  --from ADDRESS     the client, or a range of clients in CIDR notation; may be repeated
  --via PATH         one kind of way (api, internal, wildcard, vpn, http-proxy ...) or its name; default: all
  --proxied          the client comes through a load balancer that tells its address in a PROXY header
  --through ADDRESS  the same, and the load balancer has this address
  --matrix           every way in against the clients of --from, else against those that matter
  --markdown         the matrix as Markdown, for a pull request
  --in FOLDER        rendered YAML (default: dist)
  --facts FOLDER     observations (default: apps/<landscape>/facts)

exit code 1 when a client, or one of a range, is denied or cannot be judged on one of the ways; a matrix is no
question: 0

examples:
  cdk8s-gardener access crazy-botany --from 203.0.113.7
  cdk8s-gardener access crazy-botany --from 203.0.113.7 --via http-proxy --proxied
  cdk8s-gardener access crazy-botany --from 203.0.113.0/24 --via api
  cdk8s-gardener access garden-dev/crazy-botany --matrix --in dist/meadow
`,
  options: {
    from: { type: 'string', multiple: true },
    via: { type: 'string' },
    proxied: { type: 'boolean' },
    through: { type: 'string' },
    matrix: { type: 'boolean' },
    markdown: { type: 'boolean' },
    in: { type: 'string' },
    facts: { type: 'string' },
  },
  run(args) {
    const clients = askedClients(args);
    const isMatrix = args.values['matrix'] === true;
    if (args.values['markdown'] === true && !isMatrix) throw new UsageError('--markdown is a form of --matrix');
    if (!isMatrix && clients.asked.length === 0) throw new UsageError('access needs --from ADDRESS or --matrix');
    const targets = targetsOf(args);
    const titleOf = (target: AccessTarget): string => title(target, targets.length > 1);
    if (isMatrix) {
      for (const target of targets)
        process.stdout.write(`# ${titleOf(target)}\n\n${matrixOf(target, clients, args)}\n`);
      return exitCodes.ok;
    }
    const refused = targets.map(target => answer(target, titleOf(target), { clients, args })).includes(true);
    return refused ? exitCodes.findings : exitCodes.ok;
  },
};

function targetsOf(args: Arguments): readonly AccessTarget[] {
  const [wanted, ...more] = args.positionals;
  if (wanted === undefined || more.length > 0) throw new UsageError(`usage: cdk8s-gardener ${command.usage}`);
  const folder = textOption(args, 'in') ?? 'dist';
  if (!fs.existsSync(folder)) throw new UsageError(`${folder}: there is no such folder`);
  const { views } = judgeTree(readTree([folder]), { topics: [], factsOf: factsOfTree(textOption(args, 'facts')) });
  const all = views.flatMap(accessTargets);
  const found = all.filter(({ names }) => names.includes(wanted));
  if (found.length > 0) return found;
  if (all.length === 0) throw new UsageError(`${folder} holds neither Shoots nor EnvoyFilters with access rules`);
  const known = all.flatMap(({ names }) => names);
  const hint = didYouMean(wanted, known) || `: it holds ${listed(all.map(({ names: [name = ''] }) => name))}`;
  throw new UsageError(`nothing in ${folder} is called "${wanted}"${hint}`);
}

/** Greatest number of names in an answer to a wrong one. */
const shownNames = 10;

function listed(names: readonly string[]): string {
  const distinct = [...new Set(names)].sort();
  const more = distinct.length > shownNames ? ` and ${distinct.length - shownNames} more` : '';
  return `${distinct.slice(0, shownNames).join(', ')}${more}`;
}

function matrixOf(target: AccessTarget, { asked, connect }: AskedClients, args: Arguments): string {
  const access = target.look();
  const rows = rowsOf(access, textOption(args, 'via'));
  const given = asked.map(({ text, note, range }) => {
    if (range === undefined) return { name: `asked${note}`, address: text };
    throw new UsageError(`"${text}" is a range: a matrix is about single addresses`);
  });
  const clients = given.length > 0 ? given : access.clients;
  if (args.values['markdown'] === true) return `${matrix(rows, forecast(rows, mergeClients(clients), connect))}\n`;
  return terminalMatrix(rows, clients, { width: terminal(process.stdout).width, connect });
}

/** Prints one line per way in; says whether a client is not let in on one of them. */
function answer(
  target: AccessTarget,
  name: string,
  { clients: { asked, connect }, args }: { readonly clients: AskedClients; readonly args: Arguments },
): boolean {
  const rows = rowsOf(target.look(), textOption(args, 'via'));
  const { width } = terminal(process.stdout);
  for (const { text, note, range } of asked) {
    const verdicts =
      range === undefined ? terminalVerdicts(rows, connect(text), width) : terminalRange(rows, range, width);
    process.stdout.write(`${name}, from ${text}${note}\n${verdicts}`);
  }
  const isLetIn = (row: AccessRow, { text, range }: AskedClient): boolean =>
    (range === undefined ? tryClient(row, connect(text)) : tryRange(row, range)).verdict === 'ALLOW';
  return !rows.every(row => asked.every(client => isLetIn(row, client)));
}

function rowsOf({ table }: TargetAccess, via: string | undefined): readonly AccessRow[] {
  if (table.length === 0)
    throw new UsageError('nothing tells a way in: the tree holds no Shoot, and its filters name none');
  if (via === undefined) return table;
  const rows = table.filter(({ path }) => path.kind === via || path.name === via);
  if (rows.length > 0) return rows;
  const kinds = [...new Set(table.map(({ path }) => path.kind))];
  const near = didYouMean(via, [...kinds, ...table.map(({ path }) => path.name)]);
  throw new UsageError(`there is no way "${via}": one of ${kinds.join(', ')}, or a name that --matrix shows${near}`);
}

/** Several landscapes of a folder may hold shoots of one name. */
function title({ names: [name = ''], note, file }: AccessTarget, isOneOfMany: boolean): string {
  return `${name} ${note}${isOneOfMany && file !== undefined ? ` (${file})` : ''}`;
}
