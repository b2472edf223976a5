import { actedOut } from './acted-out';

const { files, promises, run } = actedOut('lib/kubernetes/README.md');

it('shows a file and what is said about it', () => {
  expect([files, promises.length]).toEqual([['web.yaml'], 1]);
});

it.each(promises)('%s', (command, output) => {
  expect(run(command.split(' ').slice(1))).toBe(output);
});
