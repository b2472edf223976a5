/** Findings appear beside the lines of a pull request. */
export const githubWorkflow = `name: check
on:
  pull_request:
  push:
    branches: [main]
permissions:
  contents: read
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - uses: actions/setup-node@v6
        with:
          node-version: 22
          cache: npm
      - run: npm ci
      - run: npm run check
      - run: npx cdk8s-gardener check dist --format github
        if: always()
`;

/** The same for GitLab; findings are kept as an artifact. */
export const gitlabPipeline = `check:
  image: node:22
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  cache:
    key:
      files: [package-lock.json]
    paths: [.npm/]
  script:
    - npm ci --cache .npm --prefer-offline
    - npm run check
  after_script:
    - npx cdk8s-gardener check dist --format sarif > findings.sarif
  artifacts:
    when: always
    paths: [findings.sarif]
`;
