import * as fs from 'node:fs';
import {
  accessTargets,
  forecast,
  matrix,
  terminalMatrix,
  terminalVerdicts,
  tryClient,
  type AccessRow,
  type AccessTarget,
  type Client,
  type TargetAccess,
} from '../../acl';
import { parseIpAddress } from '../../core/ip';
import { judgeTree } from '../../manifests/judge-tree';
import { readTree } from '../../manifests/read-tree';
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

  --from ADDRESS     the client; may be repeated
  --via PATH         one kind of way (api, internal, wildcard, vpn, http-proxy ...) or its name; default: all
  --proxied          the client comes through a load balancer that tells its address in a PROXY header
  --through ADDRESS  the same, and the load balancer has this address
  --matrix           every way in against the clients of --from, else against those that matter
  --markdown         the matrix as Markdown
  --in FOLDER        rendered YAML (default: dist)
  --facts FOLDER     observations (default: apps/<landscape>/facts)

exit code 1 when a client is denied, or cannot be judged, on one of the ways; a matrix is no question: 0

examples:
  cdk8s-gardener access crazy-botany --from 203.0.113.7
  cdk8s-gardener access crazy-botany --from 203.0.113.7 --via http-proxy --proxied
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
    const clients = clientsOf(args);
    const targets = targetsOf(args);
    if (args.values['matrix'] === true) {
      for (const target of targets) process.stdout.write(matrixOf(target, args));
      return exitCodes.ok;
    }
    if (clients.length === 0) throw new UsageError('access needs --from ADDRESS or --matrix');
    const refused = targets.map(target => answer(target, clients, args)).includes(true);
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
  const near = didYouMean(
    wanted,
    all.flatMap(({ names }) => names),
  );
  throw new UsageError(`nothing in ${folder} is called "${wanted}"${near}`);
}

function matrixOf(target: AccessTarget, args: Arguments): string {
  const access = target.look();
  const rows = rowsOf(access, textOption(args, 'via'));
  const given = addressesOf(args).map(address => ({ name: 'asked', address }));
  const clients = given.length > 0 ? given : access.clients;
  const text =
    args.values['markdown'] === true
      ? `${matrix(rows, forecast(rows, clients))}\n`
      : terminalMatrix(rows, clients, terminal(process.stdout).width);
  return `# ${title(target)}\n\n${text}\n`;
}

/** Prints one line per way in; says whether a client is not let in on one of them. */
function answer(target: AccessTarget, clients: readonly Client[], args: Arguments): boolean {
  const rows = rowsOf(target.look(), textOption(args, 'via'));
  for (const client of clients) {
    process.stdout.write(`${title(target)}, from ${client.proxied ?? client.peer}\n${terminalVerdicts(rows, client)}`);
  }
  return rows.some(row => clients.some(client => tryClient(row, client).verdict !== 'ALLOW'));
}

function rowsOf({ table }: TargetAccess, via: string | undefined): readonly AccessRow[] {
  if (via === undefined) return table;
  const rows = table.filter(({ path }) => path.kind === via || path.name === via);
  if (rows.length > 0) return rows;
  const known = [...new Set(table.flatMap(({ path }) => [path.kind, path.name]))];
  throw new UsageError(`there is no way "${via}": one of ${known.join(', ')}`);
}

/** Where nobody tells the address of the load balancer, rules about it cannot be judged. */
function clientsOf(args: Arguments): Client[] {
  const through = textOption(args, 'through');
  if (through !== undefined) checkAddress(through);
  const proxied = through !== undefined || args.values['proxied'] === true;
  return addressesOf(args).map(from =>
    proxied ? { peer: through ?? '', proxied: from } : { peer: from, proxied: null },
  );
}

function addressesOf({ values }: Arguments): string[] {
  const given = values['from'];
  const addresses = Array.isArray(given) ? given.filter(text => typeof text === 'string') : [];
  for (const address of addresses) checkAddress(address);
  return addresses;
}

function checkAddress(text: string): void {
  if (parseIpAddress(text) !== undefined) return;
  const hint = text.includes('/') ? ': ask about one address of the range' : '';
  throw new UsageError(`"${text}" is no IP address${hint}`);
}

function title({ names: [name = ''], note }: AccessTarget): string {
  return `${name} ${note}`;
}
