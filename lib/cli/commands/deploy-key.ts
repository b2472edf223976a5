import * as fs from 'node:fs';
import type { KeyAlgorithm } from '../../flux/deploy-key';
import { deployProblem, deploySecret, type DeploySecret } from '../../flux/deploy-secret';
import { encryptWithSops } from '../../flux/sops';
import { writeDocument } from '../../yaml/writer';
import { exitCodes, textOption, UsageError, type Arguments, type Command } from '../command';

const algorithms: readonly KeyAlgorithm[] = ['ecdsa', 'ed25519', 'rsa'];

/** `deploy-key`: an SSH key for a repository. */
export const command: Command = {
  name: 'deploy-key',
  summary: 'make an SSH key for a repository, in a file that SOPS encrypts',
  usage:
    'deploy-key URL --known-hosts FILE (--output FILE [--age RECIPIENT]... | --stdout) [--name NAME] [--namespace NAMESPACE] [--algorithm ALGORITHM]',
  help: `
Makes a key for a repository over SSH and the Secret that Flux reads it from. The private key is written to a
file that the program sops encrypts, and to no other place; the line for the Git server is printed. known_hosts
is yours to give: nothing is looked up in the network.

  --known-hosts FILE     lines for the host of the URL, compared with the fingerprint that the server publishes
  --output FILE          new file for the encrypted Secret, for example apps/meadow/landscapes.sops.yaml
  --age RECIPIENT        encrypt for this age recipient (default: as .sops.yaml says); may be repeated
  --stdout               print the Secret in clear text instead, for another tool to encrypt
  --name NAME            name of the Secret (default: flux-system)
  --namespace NAMESPACE  its namespace (default: flux-system); for a shoot that of its project
  --algorithm ALGORITHM  ecdsa (default), ed25519, rsa

examples:
  cdk8s-gardener deploy-key ssh://git@git.example.org/landscapes.git --known-hosts known_hosts --output apps/meadow/landscapes.sops.yaml
  cdk8s-gardener deploy-key ssh://git@git.example.org/landscapes.git --known-hosts known_hosts --stdout | kubectl apply -f -
`,
  options: {
    'known-hosts': { type: 'string' },
    output: { type: 'string' },
    age: { type: 'string', multiple: true },
    stdout: { type: 'boolean' },
    name: { type: 'string' },
    namespace: { type: 'string' },
    algorithm: { type: 'string' },
  },
  run(args) {
    const output = outputOption(args);
    const made = make(args);
    if (output === undefined) {
      process.stdout.write(writeDocument(made.secret));
      process.stderr.write(`add this to the repository as a deploy key:\n${made.publicKey}\n`);
      return exitCodes.ok;
    }
    const recipients = (args.values['age'] ?? []) as readonly string[];
    const encrypted = encryptWithSops(writeDocument(made.secret), { file: output, recipients });
    if ('problem' in encrypted) throw new UsageError(encrypted.problem);
    fs.writeFileSync(output, encrypted.text, { flag: 'wx' });
    process.stdout.write(`${made.publicKey}\n`);
    return exitCodes.ok;
  },
};

/** A file that is there is never overwritten: its key may be in use. */
function outputOption(args: Arguments): string | undefined {
  const output = textOption(args, 'output');
  if ((output === undefined) !== (args.values['stdout'] === true))
    throw new UsageError('deploy-key needs either --output FILE or --stdout');
  if (output !== undefined && fs.existsSync(output))
    throw new UsageError(`${output} is there: remove it first if its key is no longer used`);
  return output;
}

function make(args: Arguments): DeploySecret {
  const [url, ...rest] = args.positionals;
  if (url === undefined || rest.length > 0) throw new UsageError('deploy-key needs the URL of one repository');
  const file = textOption(args, 'known-hosts');
  if (file === undefined) throw new UsageError('deploy-key needs --known-hosts FILE');
  if (!fs.existsSync(file)) throw new UsageError(`${file}: there is no such file`);
  const knownHosts = fs.readFileSync(file, 'utf8');
  const problem = deployProblem({ url, knownHosts });
  if (problem !== undefined) throw new UsageError(problem);
  const wanted = textOption(args, 'algorithm') ?? 'ecdsa';
  const algorithm = algorithms.find(candidate => candidate === wanted);
  if (algorithm === undefined) throw new UsageError(`unknown algorithm "${wanted}": one of ${algorithms.join(', ')}`);
  const [name = 'flux-system', namespace = 'flux-system'] = [textOption(args, 'name'), textOption(args, 'namespace')];
  return deploySecret({ url, knownHosts, name, namespace, algorithm });
}
