// Style is Prettier's; this file guards the architecture and what the compiler cannot see.
import nextCoreWebVitals from 'eslint-config-next/core-web-vitals'
import nextTypescript from 'eslint-config-next/typescript'
import boundaries from 'eslint-plugin-boundaries'
import { defineConfig, globalIgnores } from 'eslint/config'

/** The rooms of lib in import order: a room imports itself and the rooms before it, types included. */
const ROOMS = [
  'platform',
  'contract',
  'engine',
  'access',
  'http',
  'messaging',
  'scoring',
  'governance',
  'desk',
  'process',
]
/** Their files stand in the room itself; each of the others holds one folder per noun. */
const FLAT_ROOMS = ['platform', 'contract', 'http', 'process']

const isFlat = (room) => FLAT_ROOMS.includes(room)

const LAYERS = [
  { type: 'app', pattern: 'app' },
  { type: 'components', pattern: 'components' },
  ...ROOMS.map((room) =>
    isFlat(room)
      ? { type: room, pattern: `lib/${room}` }
      : { type: room, pattern: `lib/${room}/*`, capture: ['noun'] },
  ),
]

const layer = (type, file) => ({ element: { type, ...(file && { fileInternalPath: file }) } })
const allow = (from, ...to) => ({ from, allow: { to } })
/** What may be imported of a room: every file of a flat one, the doors of the others' nouns. */
const door = (room, doors = '{index,schema}.ts') => (isFlat(room) ? layer(room) : layer(room, doors))

const POLICIES = [
  allow(layer('app'), layer('components'), ...ROOMS.map((room) => door(room, '{index,schema,api}.ts'))),
  // The typed client derives its calls from the operations (docs/adr/0015).
  {
    from: { element: { type: 'components', fileInternalPath: 'http/api-types.ts' } },
    allow: { to: layer('app', 'api/operations.ts'), dependency: { kind: 'type' } },
  },
  // What runs in a browser: schemas, and the engine, which is pure.
  allow(
    layer('components'),
    ...ROOMS.map((room) => door(room, room === 'engine' ? '{index,schema}.ts' : 'schema.ts')),
  ),
  ...ROOMS.map((room, place) => allow(layer(room), ...ROOMS.slice(0, place + 1).map((above) => door(above)))),
]

const DATABASE = {
  group: ['pg', 'pg/*', '@prisma/*', '**/db/generated/**'],
  message: 'Only lib/platform/db speaks to the database; go through withTenant().',
}
const NEXT = { group: ['next', 'next/*'], message: 'lib knows no framework; only app may import Next.' }
const PROCESS = {
  regex: '^(node:)?process$',
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
const PACKED = {
  selector:
    'SpreadElement > :matches(ObjectExpression, ArrayExpression), JSXSpreadAttribute > ObjectExpression',
  message: 'A spread of a literal only packs lines; write its parts.',
}
/** Classes of the runtime. Another class exists once per bundle of a process, so `instanceof` misses its instances. */
const SHARED_CLASSES = 'Error|ReadableStream|Blob|HTMLElement'
const OWN_CLASS = {
  selector: `BinaryExpression[operator='instanceof'][right.name!=/^(${SHARED_CLASSES})$/]`,
  message: 'Each bundle has its own class; test a property, as isAppError() does.',
}
const UNTYPED_COERCION = {
  selector:
    "CallExpression[callee.object.property.name='coerce'][callee.property.name='number']:not([typeArguments])",
  message: 'The input of the typed client becomes unknown; write z.coerce.number<number | string>().',
}
const ENVIRONMENT = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'Only lib/platform/env.ts reads the environment.',
}

/** Rules for React and Next, which analyse each function: only where there are components. */
const OF_SCREENS = nextCoreWebVitals.map((config) =>
  config.rules ? { ...config, files: ['{app,components}/**/*.{ts,tsx}'] } : config,
)

export default defineConfig([
  globalIgnores([
    '.next/',
    '.sentinel/',
    'lib/platform/db/generated/',
    'public/vendor/',
    'ml/',
    'next-env.d.ts',
  ]),
  OF_SCREENS,
  nextTypescript,
  {
    files: ['{app,components,lib,tests,tools,scripts,prisma}/**/*.{ts,tsx}', '*.ts'],
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-restricted-syntax': ['error', PACKED, ...UNSAFE_SQL],
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
    rules: {
      'no-restricted-syntax': ['error', PACKED, ...UNSAFE_SQL, UNTYPED_COERCION, ENVIRONMENT, OWN_CLASS],
    },
  },
  { files: ['{app,components}/**/*.{ts,tsx}'], rules: restrictImports(DATABASE, PROCESS) },
  { files: ['lib/**/*.ts'], rules: restrictImports(DATABASE, PROCESS, NEXT) },
  { files: ['lib/platform/db/**/*.ts'], rules: restrictImports(PROCESS, NEXT) },
  // Redirects a page's visitor to the login screen, which only Next can do.
  { files: ['lib/access/auth/require-user.ts'], rules: restrictImports(DATABASE, PROCESS) },
])
