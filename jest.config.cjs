const { availableParallelism } = require('node:os');

/** Rings by suffix: unit (pure), int (one service on real servers), e2e (all processes over HTTP), fault, sim. */
const esm = [
  '@nestjs',
  'file-type',
  'strtok3',
  'token-types',
  'uint8array-extras',
  '@tokenizer',
  '@borewit',
  'cookie',
  'light-my-request',
  'jose',
  'canonicalize',
  'uuid',
  'csv-parse',
  'csv-stringify',
  'ical-generator',
  'openid-client',
  'oauth4webapi',
  '@turf',
  'rate-limiter-flexible',
  '@cloudflare',
];
const base = {
  rootDir: __dirname,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: [],
  transform: {
    '\\.[cm]?[jt]s$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          keepClassNames: true,
        },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esm.join('|')})/)`],
  moduleNameMapper: {
    '^@gezhi/shared/(.*)$': '<rootDir>/libs/shared/src/$1/index.ts',
    '^@gezhi/client$': '<rootDir>/libs/client/src/index.ts',
    '^@gezhi/verify$': '<rootDir>/libs/verify/src/index.ts',
    '^@gezhi/verify/token$': '<rootDir>/libs/verify/src/token.ts',
    '^@gezhi/gateway$': '<rootDir>/gateway/src/gateway.module.ts',
    '^@gezhi/(grid|property|council|incentive)$': '<rootDir>/services/$1/src/service.module.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  modulePathIgnorePatterns: ['/dist/', '/.data/'],
  testPathIgnorePatterns: ['/node_modules/', '/violations/'],
};
const ring = (displayName, testMatch, more = {}) => ({ ...base, displayName, testMatch, ...more });
const servers = { globalSetup: '<rootDir>/test/support/global-setup.cjs', globalTeardown: '<rootDir>/test/support/global-teardown.cjs' };
const patient = { setupFilesAfterEnv: ['<rootDir>/test/support/time-limit.ts'] };
const unit = [
  '<rootDir>/{libs,services}/*/src/**/!(*.int).spec.ts',
  '<rootDir>/gateway/src/**/!(*.int).spec.ts',
  '<rootDir>/test/architecture/**/*.spec.ts',
  '<rootDir>/scripts/**/!(*.int).spec.ts',
];
module.exports = {
  testTimeout: 30_000,
  /** Specs wait more than they compute, on two cores too. Whatever they leave in a worker's memory makes the next ones slow. */
  maxWorkers: Math.max(2, availableParallelism() - 1),
  workerIdleMemoryLimit: '600MB',
  projects: [
    ring('unit', unit),
    ring('int', ['<rootDir>/**/*.int.spec.ts'], servers),
    ring('e2e', ['<rootDir>/test/e2e/**/*.e2e.spec.ts'], { ...servers, ...patient }),
    ring('fault', ['<rootDir>/test/fault/**/*.fault.spec.ts'], { ...servers, ...patient }),
  ],
};
