import { Chart } from 'cdk8s';
import { loadAll } from 'js-yaml';
import '../../lib/standard-topics';
import type { KubernetesObject } from '../../lib/core/object';
import type { Finding } from '../../lib/core/finding';
import { FluxDelivery, git, type FluxDeliveryProps } from '../../lib/flux';
import { CloudProfile, Project, Shoot } from '../../lib/gardener';
import type { Landscape } from '../../lib/landscape/landscape';
import { landscape, render } from '../synth/tree';

/** The source of the tests' landscapes. */
export const source = git({ url: 'https://git.example.org/fleet.git', branch: 'main' });

/** A landscape with a catalogue, a project and a shoot, and nothing that delivers it. */
export function fleet(shootProps: object = {}): {
  readonly root: Landscape;
  readonly project: Project;
  readonly shoot: Shoot;
} {
  const root = landscape({ name: 'fleet' });
  const owner = { apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'alice' } as const;
  const project = new Project(root, 'dev', { owner });
  const profile = new CloudProfile(root, 'local', {
    type: 'local',
    kubernetes: { versions: [] },
    machineImages: [],
    machineTypes: [],
    regions: [],
  });
  const maintenance = { autoUpdate: { kubernetesVersion: false } };
  const shoot = new Shoot(root, 'rose', {
    project,
    profile,
    region: 'local',
    kubernetes: '1.34.2',
    maintenance,
    ...shootProps,
  });
  return { root, project, shoot };
}

/** Delivers a landscape, with the way into the virtual garden that most tests do not care for. */
export function delivered(root: Landscape, props: Partial<FluxDeliveryProps> = {}): FluxDelivery {
  const access = { 'virtual-garden': { secretName: 'virtual-garden' } };
  return new FluxDelivery(root, 'flux', { source, flux: '2.9.2', access, ...props });
}

/** A chart in the runtime cluster. */
export function runtimeChart(root: Landscape, id: string): Chart {
  return new Chart(root.runtime, id, { namespace: 'default' });
}

/** What a synth wrote and found. */
export interface Outcome {
  /** Objects of a file, or of all files of a unit. */
  readonly objects: (path: string) => readonly KubernetesObject[];
  readonly object: (path: string, kind: string, name: string) => KubernetesObject;
  readonly text: (path: string) => string;
  /** Folders with a kustomization.yaml. */
  readonly units: readonly string[];
  /** Findings of the topic, as `rule object path`. */
  readonly findings: readonly Finding[];
}

/** Renders a landscape into memory. */
export function synthesized(root: Landscape): Outcome {
  const { files, findings, text } = render(root);
  const textOf = (file: string): string => text.get(`${root.name}/${file}`) ?? '';
  const objects = (path: string): readonly KubernetesObject[] =>
    files
      .filter(file => file === path || (file.startsWith(`${path}/`) && !file.endsWith('kustomization.yaml')))
      .flatMap(file => loadAll(textOf(file)) as KubernetesObject[]);
  return {
    objects,
    object: (path, kind, name) => {
      const found = objects(path).find(candidate => candidate.kind === kind && candidate.metadata.name === name);
      if (found === undefined) throw new Error(`${path} has no ${kind} ${name}`);
      return found;
    },
    text: textOf,
    units: files
      .filter(file => file.endsWith('/kustomization.yaml'))
      .map(file => file.slice(0, -'/kustomization.yaml'.length)),
    findings: findings.filter(({ rule }) => /^(FLUX|FX|SUB|SYNTH)-/.test(rule)),
  };
}
