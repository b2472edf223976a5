import { generateKeyPairSync, randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { definitions } from '../../lib/api/catalog/definitions';
import { builtinRegistry } from '../../lib/api/registry';
import { Api, type Address, type Stored } from './api';
import type { Binaries } from './binaries';
import { freePorts, Processes, until } from './processes';

const controllers = ['namespace-controller', 'garbage-collector-controller', 'serviceaccount-controller'];
const crdPath = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

/** A Kubernetes control plane on loopback: etcd, kube-apiserver, and the controllers without which namespaces and garbage stay. */
export class Cluster {
  readonly api: Api;
  /** For the clients of this machine. */
  readonly kubeconfig: string;
  private readonly folder: string;
  private readonly processes: Processes;
  private readonly binaries: Binaries;

  private constructor(
    folder: string,
    address: Address,
    { processes, binaries }: Pick<Started, 'processes' | 'binaries'>,
  ) {
    this.folder = folder;
    this.processes = processes;
    this.binaries = binaries;
    this.api = new Api(address);
    this.kubeconfig = path.join(folder, 'kubeconfig.json');
    fs.writeFileSync(this.kubeconfig, this.kubeconfigText(address), { mode: 0o600 });
  }

  /** Starts a cluster that serves the kinds of Gardener, Flux and Istio as custom resources. */
  static async start(binaries: Binaries): Promise<Cluster> {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cluster-'));
    for (const part of ['etcd', 'pki', 'artifacts', 'tmp']) fs.mkdirSync(path.join(folder, part), { mode: 0o700 });
    const processes = new Processes(folder);
    try {
      const address = await startServer({ folder, processes, binaries });
      const cluster = new Cluster(folder, address, { processes, binaries });
      cluster.startControllers();
      await cluster.installKinds();
      return cluster;
    } catch (error) {
      await processes.end();
      throw error;
    }
  }

  /** Starts source-controller and kustomize-controller, which look for dependencies every two seconds. */
  async startFlux(): Promise<void> {
    const [port = 0] = await freePorts(1);
    const environment = {
      KUBECONFIG: this.kubeconfig,
      RUNTIME_NAMESPACE: 'flux-system',
      TMPDIR: path.join(this.folder, 'tmp'),
    };
    const flags = [
      '--enable-leader-election=false',
      '--metrics-addr=0',
      '--health-addr=127.0.0.1:0',
      '--requeue-dependency=2s',
    ];
    const storage = `127.0.0.1:${port}`;
    const artifacts = path.join(this.folder, 'artifacts');
    const { sourceController, kustomizeController } = this.binaries;
    this.processes.start(
      'source-controller',
      [
        sourceController,
        ...flags,
        `--storage-path=${artifacts}`,
        `--storage-addr=${storage}`,
        `--storage-adv-addr=${storage}`,
      ],
      environment,
    );
    this.processes.start('kustomize-controller', [kustomizeController, ...flags, '--concurrent=20'], environment);
  }

  assertAlive(): void {
    this.processes.assertAlive();
  }

  /** What a program has said. */
  log(name: string): string {
    return this.processes.log(name);
  }

  async stop(): Promise<void> {
    this.api.close();
    await this.processes.end();
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  private startControllers(): void {
    const flags = [`--kubeconfig=${this.kubeconfig}`, `--controllers=${controllers.join()}`];
    const alone = ['--leader-elect=false', '--secure-port=0'];
    this.processes.start('controllers', [this.binaries.controlPlane, 'controllers', ...flags, ...alone]);
  }

  private async installKinds(): Promise<void> {
    // Flux brings its own
    const kinds = [...builtinRegistry().all()].filter(({ group }) => !group.endsWith('.fluxcd.io'));
    const crds = definitions(kinds);
    await Promise.all(crds.map(crd => this.api.apply(`${crdPath}/${crd.metadata.name ?? ''}`, crd)));
    await until('kinds', 120, async () => (await this.api.list(crdPath)).every(isEstablished));
  }

  private kubeconfigText({ url, token, ca }: Address): string {
    return JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name: 'test', cluster: { server: url, 'certificate-authority-data': ca.toString('base64') } }],
      users: [{ name: 'test', user: { token } }],
      contexts: [{ name: 'test', context: { cluster: 'test', user: 'test' } }],
      'current-context': 'test',
    });
  }
}

interface Started {
  readonly folder: string;
  readonly processes: Processes;
  readonly binaries: Binaries;
}

async function startServer({ folder, processes, binaries }: Started): Promise<Address> {
  const [etcd = 0, peer = 0, port = 0] = await freePorts(3);
  const token = randomBytes(24).toString('hex');
  const local = (at: number): string => `http://127.0.0.1:${at}`;
  processes.start('etcd', [binaries.controlPlane, 'etcd', path.join(folder, 'etcd'), local(etcd), local(peer)]);
  const flags = Object.entries({
    ...serverFiles(folder, token),
    'etcd-servers': local(etcd),
    'secure-port': port,
    ...serverFlags,
  });
  processes.start('apiserver', [
    binaries.controlPlane,
    'apiserver',
    ...flags.map(([name, value]) => `--${name}=${String(value)}`),
  ]);
  const certificate = path.join(folder, 'pki', 'apiserver.crt');
  return until('kube-apiserver', 180, async () => {
    processes.assertAlive();
    if (!fs.existsSync(certificate)) return undefined;
    const address = { url: `https://127.0.0.1:${port}`, token, ca: fs.readFileSync(certificate) };
    const api = new Api(address);
    try {
      await api.get('/readyz');
      return address;
    } finally {
      api.close();
    }
  });
}

const serverFlags = {
  'bind-address': '127.0.0.1',
  'advertise-address': '127.0.0.1',
  'authorization-mode': 'RBAC',
  'service-account-issuer': 'https://kubernetes.default.svc',
  'service-cluster-ip-range': '10.96.0.0/16',
  'endpoint-reconciler-type': 'none',
  'etcd-compaction-interval': '0',
  'allow-privileged': true,
  profiling: false,
};

/** Keys of service accounts, and the token of the one user. */
function serverFiles(folder: string, token: string): Readonly<Record<string, string>> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const pki = path.join(folder, 'pki');
  const write = (name: string, text: string): string => {
    fs.writeFileSync(path.join(pki, name), text, { mode: 0o600 });
    return path.join(pki, name);
  };
  return {
    'cert-dir': pki,
    'service-account-signing-key-file': write('service-account.key', privateKey),
    'service-account-key-file': write('service-account.pub', publicKey),
    'token-auth-file': write('tokens.csv', `${token},test,test,system:masters\n`),
  };
}

function isEstablished({ status }: Stored): boolean {
  const conditions = (status?.['conditions'] ?? []) as readonly { readonly type: string; readonly status: string }[];
  return conditions.some(({ type, status: state }) => type === 'Established' && state === 'True');
}
