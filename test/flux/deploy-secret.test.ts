import { createPrivateKey, sign, verify } from 'node:crypto';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { cli, folder } from '../field-cases/run';
import { deployProblem, deploySecret } from '../../lib/flux/deploy-secret';
import { encryptWithSops } from '../../lib/flux/sops';

const url = 'ssh://git@git.example.org/fleet.git';
const knownHosts = 'git.example.org ssh-ed25519 AAAA\n';

describe('a deploy key', () => {
  it('comes as the Secret that Flux reads, with the line for the Git server', () => {
    const { secret, publicKey } = deploySecret({ url, knownHosts, name: 'git', namespace: 'garden-dev' });
    expect(secret).toEqual({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        name: 'git',
        namespace: 'garden-dev',
        annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' },
      },
      type: 'Opaque',
      stringData: {
        identity: expect.stringContaining('BEGIN PRIVATE KEY') as unknown,
        'identity.pub': `${publicKey}\n`,
        known_hosts: knownHosts,
      },
    });
    const { identity } = secret['stringData'] as { identity: string };
    const key = createPrivateKey(identity);
    const signature = sign('sha384', Buffer.from('x'), key);
    expect(verify('sha384', Buffer.from('x'), key.export({ type: 'pkcs8', format: 'pem' }), signature)).toBe(true);
    expect(publicKey).toMatch(/^ecdsa-sha2-nistp384 /);
  });

  it('is not made when it could not be used', () => {
    expect(deployProblem({ url, knownHosts })).toBeUndefined();
    expect(deployProblem({ url: 'https://git.example.org/fleet.git', knownHosts })).toContain('ssh://');
    expect(deployProblem({ url, knownHosts: 'other.example.org ssh-ed25519 AAAA' })).toContain(
      'does not name the host',
    );
  });
});

describe('what sops gives back', () => {
  const programs = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-gardener-sops-'));
  const searched = process.env['PATH'];
  /** A program of that name that answers with a text. */
  function pretend(answer: string, status = 0): void {
    fs.writeFileSync(
      path.join(programs, 'sops'),
      `#!/bin/sh\ncat > /dev/null\ncat <<'END'\n${answer}\nEND\necho refused >&2\nexit ${status}\n`,
      { mode: 0o755 },
    );
    process.env['PATH'] = `${programs}:${searched ?? ''}`;
  }
  afterEach(() => {
    process.env['PATH'] = searched;
  });
  afterAll(() => {
    fs.rmSync(programs, { recursive: true });
  });

  const clear = 'kind: Secret\nstringData:\n  identity: private\n';
  const sealed = 'kind: Secret\nstringData:\n  identity: ENC[AES256_GCM,data:x]\nsops:\n  version: 3.9.0';

  it('is taken when every value is encrypted', () => {
    pretend(sealed);
    expect(encryptWithSops(clear, { file: 'a.yaml', recipients: ['age1x'] })).toEqual({ text: `${sealed}\n` });
  });

  it('is refused when a value can be read, or when it fails', () => {
    pretend(clear);
    expect(encryptWithSops(clear, { file: 'a.yaml' })).toEqual({
      problem: 'sops has given back values in clear text: nothing is written',
    });
    pretend(sealed.replace('sops:', 'other:'));
    expect(encryptWithSops(clear, { file: 'a.yaml' })).toHaveProperty('problem');
    pretend('', 1);
    expect(encryptWithSops(clear, { file: 'a.yaml' })).toEqual({ problem: 'sops: refused' });
  });

  it('is missed where there is no such program', () => {
    process.env['PATH'] = '';
    expect(encryptWithSops(clear, { file: 'a.yaml' })).toEqual({
      problem: 'the program sops is not there: install it, or use --stdout',
    });
  });
});

describe('the command deploy-key', () => {
  const cwd = folder({ known_hosts: knownHosts, 'there.yaml': '' });
  afterAll(() => {
    fs.rmSync(cwd, { recursive: true });
  });

  it('prints the Secret only when it is asked to, and the public line apart from it', () => {
    const { status, stdout, stderr } = cli(
      cwd,
      'deploy-key',
      url,
      '--known-hosts',
      'known_hosts',
      '--stdout',
      '--name',
      'git',
    );
    expect(status).toBe(0);
    expect(stdout).toContain('BEGIN PRIVATE KEY');
    expect(stderr).toMatch(/ecdsa-sha2-nistp384 /);
    expect(stderr).not.toContain('PRIVATE');
  });

  it.each([
    [['--known-hosts', 'known_hosts'], 'deploy-key needs either --output FILE or --stdout'],
    [['--known-hosts', 'known_hosts', '--output', 'there.yaml'], 'there.yaml is there'],
    [['--stdout'], 'deploy-key needs --known-hosts FILE'],
    [['--known-hosts', 'known_hosts', '--stdout', '--algorithm', 'dsa'], 'unknown algorithm "dsa"'],
  ])('%j: exits with 2', (args, message) => {
    const { status, stdout, stderr } = cli(cwd, 'deploy-key', url, ...args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });
});
