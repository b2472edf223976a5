/** How people work in the repository. */
export const readme = (name: string): string => `# ${name}

A [Gardener](https://gardener.cloud) landscape as code: \`apps/\` describes it, \`dist/\` is what Flux applies. Both are committed, and reviewed together.

\`\`\`sh
npm install       # once; commit package-lock.json
npm run synth     # apps/ -> dist/, all or nothing
git diff dist     # what the change does
npm run check     # types, tests, dist/ is up to date and free of mistakes
\`\`\`

| path | holds |
|---|---|
| \`apps/landscape.ts\` | the landscape: change the domain, the versions and the shoot first |
| \`apps/extensions.ts\` | what gardener-operator installs |
| \`apps/profile.ts\` | regions, machine types and images; \`npx cdk8s-gardener import\` writes them from lists of OpenStack |
| \`dist/${name}/<cluster>/\` | what is applied, one Kustomization of Flux for each folder below |
| \`dist/${name}/preview/\`, \`dist/${name}/reports/\` | for reviewers; \`.sourceignore\` keeps them from Flux |
| \`test/\` | what must stay true |

Secrets are not in here: the landscape names the Secret \`garden-dev/openstack\`, which somebody has to bring (External Secrets, SOPS).

\`npx cdk8s-gardener --help\` lists all commands, \`npx cdk8s-gardener schema Shoot.spec\` describes fields, \`npx cdk8s-gardener rules\` what is checked.
`;
