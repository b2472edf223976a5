/** A Kustomization of Flux with the rest of its spec. */
export const kustomization = (name: string, spec: string): string =>
  `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: ${name}, namespace: flux-system }\nspec:\n  interval: 10m\n  prune: false\n  wait: true\n  timeout: 5m\n${spec}`;
/** The source of a Kustomization. */
export const ofRepository = 'sourceRef: { kind: GitRepository, name: flux-system }';
/** That source. */
export const source =
  'apiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\nmetadata: { name: flux-system, namespace: flux-system }\nspec: { interval: 1m, url: "https://git.example.org/fleet", ref: { branch: main } }\n';
/** A ConfigMap of the namespace test. */
export const configMap = (name: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name}, namespace: test }\ndata: { a: b }\n`;
