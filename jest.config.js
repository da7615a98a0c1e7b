/** Tests run as ES modules on the sources; SWC strips the types. Start through `npm test`, which sets the VM-modules flag. */
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.spec.ts', '<rootDir>/embedded/**/*.spec.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['@swc/jest'] },
  setupFiles: ['reflect-metadata'],
  testTimeout: 180_000,
  maxWorkers: 2,
  // A worker keeps the modules of every file that it ran: near the limit of its heap it does little but collect garbage.
  workerIdleMemoryLimit: '1GB',
};
