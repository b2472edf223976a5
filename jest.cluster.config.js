/** A real cluster takes minutes, and Go to compile it: `npm run test:cluster` runs it, `npm test` does not. */
module.exports = {
  ...require('./jest.config'),
  testMatch: ['<rootDir>/test/cluster/*.rig.ts'],
  testTimeout: 300_000,
};
