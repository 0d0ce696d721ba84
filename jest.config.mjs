// Four kinds of test: unit (nothing but code), integration (real Postgres), e2e (built server and browser), architecture.

/** Packages that ship ES modules only; jest runs CommonJS, so they are compiled like our own files. */
const ES_MODULE_PACKAGES = [
  'jose',
  'uuid',
  'lru-cache',
  '@exodus/bytes',
  'd3-[a-z]+',
  'internmap',
  'iso-3166',
]

const swc = (parser) => [
  '@swc/jest',
  { jsc: { parser, target: 'es2022', transform: { react: { runtime: 'automatic' } } }, sourceMaps: 'inline' },
]

const common = {
  rootDir: import.meta.dirname,
  testEnvironment: '<rootDir>/tests/support/node-environment.mjs',
  runtime: '<rootDir>/tests/support/shared-runtime.cjs',
  // The typed arrays that the environment shares belong to the host: wrapped anew after each file, they overflow in the end.
  testEnvironmentOptions: { globalsCleanup: 'off' },
  transform: {
    '\\.tsx?$': swc({ syntax: 'typescript', tsx: true }),
    '\\.m?js$': swc({ syntax: 'ecmascript' }),
  },
  transformIgnorePatterns: [`/node_modules/(?!(${ES_MODULE_PACKAGES.join('|')})/)`],
  moduleNameMapper: {
    '\\.css$': '<rootDir>/tests/support/empty-module.ts',
    '^@/(.*)$': '<rootDir>/$1',
  },
  modulePathIgnorePatterns: ['<rootDir>/.next/', '<rootDir>/.sentinel/'],
}

const withDatabase = {
  globalSetup: '<rootDir>/tests/support/global-setup.mjs',
  globalTeardown: '<rootDir>/tests/support/global-teardown.mjs',
  setupFilesAfterEnv: ['<rootDir>/tests/support/connections.ts'],
}

const project = (displayName, folders, extra = {}) => ({
  ...common,
  displayName,
  testMatch: folders.map((folder) => `<rootDir>/tests/${folder}/**/*.test.{ts,tsx}`),
  ...extra,
})

const config = {
  projects: [
    project('unit', ['lib', 'components', 'scripts', 'tools'], {
      setupFilesAfterEnv: ['<rootDir>/tests/support/component-tests.ts'],
    }),
    project('architecture', ['architecture']),
    project('integration', ['integration'], withDatabase),
    project('e2e', ['e2e'], {
      ...withDatabase,
      setupFilesAfterEnv: [...withDatabase.setupFilesAfterEnv, '<rootDir>/tests/support/browser-tests.ts'],
    }),
  ],
  maxWorkers: 2,
  testSequencer: '<rootDir>/tests/support/longest-first.mjs',
  // Of every project. CI is several times slower than a developer's machine.
  testTimeout: 120_000,
}

export default config
