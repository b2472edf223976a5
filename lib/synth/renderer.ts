import type { ApiObject, App } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Finding } from '../core/finding';
import type { KubernetesObject } from '../core/object';
import { Report } from '../rules/report';
import { renderDocument, type Rendered } from '../yaml/writer';
import { verbatimOf } from './attachments';
import { pathProblem } from './file-name';
import { kustomizationFile, kustomizationText } from './kustomization';
import { Manifests } from './manifest';
import { originOf } from './origin';
import type { Sink } from './output/sink';
import { plainObject } from './plain';
import { constructFinding, rule } from './rules';
import { serializeFinding } from './serialize-finding';
import { TextBuffer } from './text-buffer';
import type { RenderUnit } from './units';

/** An object while it is printed. */
export interface Inspected {
  /** The object that a reader of its YAML sees. */
  readonly plain: KubernetesObject;
  /** Its YAML; undefined where that is not ours. */
  readonly text: string | undefined;
}

/** Sees every object while it is printed. */
export type Inspect = (object: ApiObject, printed: Inspected, unit: RenderUnit) => void;

/** How units become files. */
export interface RendererOptions {
  readonly app: App;
  /** Folder of the landscape below the output folder. */
  readonly landscape: string;
  readonly sink: Sink;
  /** A kustomization.yaml per unit. */
  readonly kustomizations: boolean;
  readonly inspect?: Inspect;
}

/** What became of one object. */
interface Printed {
  /** The object as a reader of the text sees it. */
  readonly plain: KubernetesObject;
  readonly text: string | undefined;
  readonly problems: Rendered['problems'];
}

const separator = '---\n';

/** Prints units, file by file, into a sink; keeps nothing but the names of the files and what went wrong. */
export class Renderer {
  /** Paths below the landscape's folder. */
  readonly files: string[] = [];
  readonly findings: Finding[] = [];
  private readonly options: RendererOptions;
  private readonly manifests: Manifests;
  private readonly buffer = new TextBuffer();
  /** Lower-case path -> path, to find what collides where case is ignored. */
  private readonly paths = new Map<string, string>();

  constructor(options: RendererOptions) {
    this.options = options;
    this.manifests = new Manifests(options.app);
  }

  unit(unit: RenderUnit): void {
    const { cluster, unit: name } = unit.place;
    if (unit.files.size === 0) return;
    const folder = `${cluster}/${name}`;
    if (!this.acceptPath(folder, unit.chart)) return;
    for (const [file, objects] of unit.files) {
      const path = `${folder}/${file}.yaml`;
      if (this.acceptPath(path, objects[0] ?? unit.chart, file)) this.file(path, objects, unit);
    }
    const resources = [...unit.files.keys()].map(file => `${file}.yaml`);
    if (this.options.kustomizations) this.text(`${folder}/${kustomizationFile}`, kustomizationText(resources));
  }

  /** Adds a file as it is. */
  text(path: string, text: string): void {
    this.buffer.clear();
    this.buffer.append(text);
    this.put(path);
  }

  private file(path: string, objects: readonly ApiObject[], unit: RenderUnit): void {
    this.buffer.clear();
    let first = true;
    for (const object of objects) {
      const text = this.document(object, unit);
      if (text === undefined) continue;
      if (!first) this.buffer.append(separator);
      this.buffer.append(text);
      first = false;
    }
    this.put(path);
  }

  private document(object: ApiObject, unit: RenderUnit): string | undefined {
    let printed: Printed;
    try {
      printed = this.printed(object);
    } catch (error) {
      // a Lazy value, a getter or a class of somebody else that throws is a mistake in the app, not ours
      this.findings.push({ ...serializeFinding(object, error), cluster: unit.place.cluster });
      return undefined;
    }
    const { plain, text, problems } = printed;
    this.options.inspect?.(object, { plain, text: verbatimOf(object) === undefined ? text : undefined }, unit);
    if (problems.length > 0) this.complain(object, { plain, unit }, problems);
    return text;
  }

  /** Most objects are plain as they are, which the walk that prints them finds out. */
  private printed(object: ApiObject): Printed {
    const { object: made, resolve } = this.manifests.of(object);
    const verbatim = verbatimOf(object);
    if (verbatim !== undefined)
      return { plain: plainObject(made, resolve), text: verbatim === '' ? undefined : verbatim, problems: [] };
    const rendered = renderDocument(made, resolve);
    const plain = rendered.asIs ? made : plainObject(made, resolve);
    // tokens in unusual places are resolved by the thorough way only
    const { text, problems } = rendered.problems.length === 0 ? rendered : renderDocument(plain);
    return { plain, text, problems };
  }

  private complain(
    object: ApiObject,
    { plain, unit }: { readonly plain: KubernetesObject; readonly unit: RenderUnit },
    problems: Rendered['problems'],
  ): void {
    const report = new Report();
    for (const { path, reason } of problems) report.add(rule['SYNTH-VALUE'], path, { message: reason });
    const { apiVersion, kind, metadata } = plain;
    const reference = {
      apiVersion,
      kind,
      ...(metadata.namespace !== undefined && { namespace: metadata.namespace }),
      name: metadata.name ?? '',
    };
    for (const finding of report.findings)
      this.findings.push({ ...finding, cluster: unit.place.cluster, object: reference, origin: originOf(object) });
  }

  private put(path: string): void {
    this.files.push(path);
    this.options.sink.put(`${this.options.landscape}/${path}`, this.buffer.bytes());
  }

  /** Refuses a path that could leave dist/, means something else, or is taken. */
  private acceptPath(path: string, construct: IConstruct, shown = path): boolean {
    const problem = pathProblem(path);
    if (problem !== undefined) {
      this.findings.push(
        constructFinding(rule['SYNTH-PATH'], construct, { value: shown, message: `the name ${problem}` }),
      );
      return false;
    }
    const key = path.toLowerCase();
    const taken = this.paths.get(key);
    if (taken === undefined) this.paths.set(key, path);
    else
      this.findings.push(
        constructFinding(rule['SYNTH-FILE-CLASH'], construct, {
          value: shown,
          message:
            taken === path ? 'two units, or two files, have this path' : `the path differs from ${taken} in case only`,
        }),
      );
    return taken === undefined;
  }
}
