// Style is Prettier's; this file guards the architecture and what the compiler cannot see.
import nextCoreWebVitals from 'eslint-config-next/core-web-vitals'
import nextTypescript from 'eslint-config-next/typescript'
import boundaries from 'eslint-plugin-boundaries'
import { defineConfig, globalIgnores } from 'eslint/config'

/** The first match names the layer. A file may always import from its own layer's same folder. */
const LAYERS = [
  { type: 'app', pattern: 'app' },
  { type: 'components', pattern: 'components' },
  { type: 'platform', pattern: 'lib/platform' },
  { type: 'http', pattern: 'lib/http' },
  { type: 'auth', pattern: 'lib/auth' },
  { type: 'pure', pattern: 'lib/(features|inference)', capture: ['name'] },
  { type: 'domain', pattern: 'lib/*', capture: ['name'] },
]

/** A domain is entered by its functions, by its browser-safe schemas, or by its HTTP operations. */
const DOORS = '{index,schema,api}.ts'
const PURE_DOORS = '{index,schema,types}.ts'

const layer = (type, file) => ({ element: { type, ...(file && { fileInternalPath: file }) } })
const allow = (from, ...to) => ({ from, allow: { to } })

const POLICIES = [
  allow(layer('app'), layer('components'), layer('platform'), layer('http'), layer('auth')),
  allow(layer('app'), layer('domain', DOORS), layer('pure', PURE_DOORS)),
  allow(layer('components'), layer('domain', 'schema.ts'), layer('pure', PURE_DOORS)),
  allow(layer('components'), layer('auth', '{schema,permissions}.ts')),
  allow(layer('domain'), layer('platform'), layer('auth'), layer('domain', DOORS), layer('pure', PURE_DOORS)),
  allow(layer('domain', 'api.ts'), layer('http')),
  allow(layer('domain'), layer('http', 'pagination.ts')),
  allow(layer('auth'), layer('platform'), layer('domain', DOORS)),
  allow(layer('auth', 'api.ts'), layer('http')),
  allow(layer('http'), layer('platform'), layer('auth')),
  allow(layer('http', 'registry.ts'), layer('domain', 'api.ts')),
  allow(layer('pure'), layer('platform', '{errors,singleton}.ts')),
]

const DATABASE = {
  group: ['pg', 'pg/*', '@prisma/*', '**/db/generated/**'],
  message: 'Only lib/platform/db speaks to the database; go through withTenant().',
}
const NEXT = { group: ['next', 'next/*'], message: 'lib knows no framework; only app may import Next.' }
const PROCESS = {
  group: ['process', 'node:process'],
  message: 'Only lib/platform/env.ts reads the environment.',
}

const restrictImports = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] })

const UNSAFE_SQL = [
  {
    selector: 'MemberExpression[property.name=/^[$](queryRaw|executeRaw)Unsafe$/]',
    message: 'Text becomes SQL here; use the tagged template.',
  },
  {
    selector: "MemberExpression[object.name='Prisma'][property.name='raw']",
    message: 'Text becomes SQL here; use Prisma.sql.',
  },
]
const ENVIRONMENT = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'Only lib/platform/env.ts reads the environment.',
}

export default defineConfig([
  globalIgnores([
    '.next/',
    '.sentinel/',
    'lib/platform/db/generated/',
    'public/vendor/',
    'ml/',
    'next-env.d.ts',
  ]),
  nextCoreWebVitals,
  nextTypescript,
  {
    files: ['{app,components,lib,tests,scripts,prisma}/**/*.{ts,tsx}', '*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-restricted-syntax': ['error', ...UNSAFE_SQL],
    },
  },
  {
    files: ['{app,components,lib}/**/*.{ts,tsx}'],
    plugins: { boundaries },
    settings: {
      'boundaries/elements': LAYERS,
      'boundaries/include': ['{app,components,lib}/**'],
      'import/resolver': { typescript: { alwaysTryTypes: true, project: 'tsconfig.json' } },
    },
    rules: { 'boundaries/dependencies': ['error', { default: 'disallow', policies: POLICIES }] },
  },
  {
    files: ['{app,components,lib}/**/*.{ts,tsx}', 'middleware.ts'],
    ignores: ['lib/platform/env.ts'],
    rules: { 'no-restricted-syntax': ['error', ...UNSAFE_SQL, ENVIRONMENT] },
  },
  { files: ['{app,components}/**/*.{ts,tsx}'], rules: restrictImports(DATABASE, PROCESS) },
  { files: ['lib/**/*.ts'], rules: restrictImports(DATABASE, PROCESS, NEXT) },
  { files: ['lib/platform/db/**/*.ts'], rules: restrictImports(PROCESS, NEXT) },
  // Redirects a page's visitor to the login screen, which only Next can do.
  { files: ['lib/auth/require-user.ts'], rules: restrictImports(DATABASE, PROCESS) },
])
