/** Tests mirror lib/; TypeScript is stripped by esbuild, types are checked by `npm run check`. */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: { '\\.[mc]?[jt]s$': '<rootDir>/tools/jest-esbuild.cjs' },
  // the only ES-module-only dependencies; jest loads CommonJS
  transformIgnorePatterns: ['/node_modules/(?!@marcbachmann/)'],
};
