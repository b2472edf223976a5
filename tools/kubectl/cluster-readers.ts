import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { kubectl } from './binary';

/** A Kubernetes object as a reader gives it back. */
export interface ReadObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { name: string; annotations?: Record<string, string> };
  readonly [field: string]: unknown;
}

/** What a reader makes of a text. */
export interface Answer {
  readonly objects: readonly ReadObject[];
  /** What it says on standard error; empty when all is well. */
  readonly refusal: string;
}

const mark = 'cdk8s-gardener.test/read';
const longestOutput = 1 << 30;

/** kubectl and kustomize themselves, as readers of manifests. No cluster is asked. */
export class ClusterReaders {
  private readonly binary: string;
  private readonly folder: string;

  /** Throws when there is no kubectl for this machine; `kubectl()` gives the reason beforehand. */
  constructor() {
    const found = kubectl();
    if ('missing' in found) throw new Error(found.missing);
    this.binary = found.file;
    this.folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-gardener-kubectl-'));
  }

  /** Removes the temporary folder. */
  close(): void {
    fs.rmSync(this.folder, { recursive: true });
  }

  /** The objects of a text as `kubectl apply` would send them. */
  kubectl(text: string): Answer {
    const { output, refusal } = this.run(['annotate', '--local', '-f', '-', '-o', 'json', `${mark}=1`], text);
    return { objects: splitJson(output).map(withoutMark), refusal };
  }

  /** The objects of a text as kustomize, and so Flux, would apply them. */
  kustomize(text: string): Answer {
    const { output, refusal } = this.build(text);
    return refusal === '' ? this.kubectl(output) : { objects: [], refusal };
  }

  /** The text that kustomize makes of a text. */
  private build(text: string): { readonly output: string; readonly refusal: string } {
    fs.writeFileSync(path.join(this.folder, 'kustomization.yaml'), 'resources: [objects.yaml]\n');
    fs.writeFileSync(path.join(this.folder, 'objects.yaml'), text);
    return this.run(['kustomize', this.folder], '');
  }

  private run(args: readonly string[], input: string): { readonly output: string; readonly refusal: string } {
    const { stdout, stderr, error } = spawnSync(this.binary, args, {
      input,
      encoding: 'utf8',
      maxBuffer: longestOutput,
      env: { HOME: this.folder, KUBECONFIG: os.devNull },
    });
    if (error !== undefined) throw error;
    return { output: stdout, refusal: stderr.trim() };
  }
}

/** kubectl prints objects one after the other, each indented. */
function splitJson(output: string): ReadObject[] {
  if (output.trim() === '') return [];
  return output
    .trimEnd()
    .split(/(?<=^\})\n(?=\{)/m)
    .map(text => JSON.parse(text) as ReadObject);
}

function withoutMark(object: ReadObject): ReadObject {
  const { annotations = {}, ...metadata } = object.metadata;
  const rest = Object.fromEntries(Object.entries(annotations).filter(([key]) => key !== mark));
  return { ...object, metadata: { ...metadata, ...(Object.keys(rest).length > 0 && { annotations: rest }) } };
}
