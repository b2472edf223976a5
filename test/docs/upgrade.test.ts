import { actedOut } from './acted-out';

const { files, promises, run } = actedOut('docs/upgrade.md');

it('shows files and three upgrades', () => {
  expect([files, promises.length]).toEqual([['seed.yaml', 'shoot.yaml'], 3]);
});

it.each(promises)('%s', (command, output) => {
  const [program, ...args] = command.split(' ');
  expect(program).toBe('cdk8s-gardener');
  expect(run(args)).toBe(output);
});
