import { actedOut } from './acted-out';

const { files, promises, run } = actedOut('docs/check.md');

it('shows files and what is said about them', () => {
  expect([files, promises.length]).toEqual([['shoot.yaml', 'registry.yaml', 'accepted.yaml'], 2]);
});

it.each(promises)('%s', (command, output) => {
  const [program, ...args] = command.split(' ');
  expect(program).toBe('cdk8s-gardener');
  // the acceptances are no part of the example tree
  expect(run(args.flatMap(arg => (arg === '.' ? ['registry.yaml', 'shoot.yaml'] : [arg])))).toBe(output);
});
