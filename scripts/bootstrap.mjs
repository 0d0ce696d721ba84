// Runs every command of Sentinel: `node scripts/bootstrap.mjs <command>`. Needs nothing but Node; each step runs only when
// its inputs have changed.
import { requireSupportedNode } from './bootstrap/node-version.mjs'
import { fail, StepError } from './bootstrap/output.mjs'

const COMMANDS = {
  start: () => import('./bootstrap/commands/start.mjs'),
  dev: () => import('./bootstrap/commands/dev.mjs'),
  build: () => import('./bootstrap/commands/build.mjs'),
  'db:backup': () => import('./bootstrap/commands/db-backup.mjs'),
  'db:restore': () => import('./bootstrap/commands/db-restore.mjs'),
  migrate: () => import('./bootstrap/commands/migrate.mjs'),
  'tenant:create': () => import('./bootstrap/commands/tenant-create.mjs'),
  'tenant:country': () => import('./bootstrap/commands/tenant-country.mjs'),
  'tenant:earliest': () => import('./bootstrap/commands/tenant-earliest.mjs'),
  'tenant:four-eyes': () => import('./bootstrap/commands/tenant-four-eyes.mjs'),
  'tenant:rate': () => import('./bootstrap/commands/tenant-rate.mjs'),
  'model:activate': () => import('./bootstrap/commands/model-activate.mjs'),
  'model:import': () => import('./bootstrap/commands/model-import.mjs'),
  'model:prove': () => import('./bootstrap/commands/model-prove.mjs'),
  'audit:verify': () => import('./bootstrap/commands/audit-verify.mjs'),
  'data:canonicalize': () => import('./bootstrap/commands/data-canonicalize.mjs'),
  'data:check': () => import('./bootstrap/commands/data-check.mjs'),
  'data:quarantine': () => import('./bootstrap/commands/data-quarantine.mjs'),
  stream: () => import('./bootstrap/commands/stream.mjs'),
  'kafka:dev': () => import('./bootstrap/commands/kafka-dev.mjs'),
  test: () => import('./bootstrap/commands/test.mjs'),
  'test:ml': () => import('./bootstrap/commands/test-ml.mjs'),
  verify: () => import('./bootstrap/commands/verify.mjs'),
  bench: () => import('./bootstrap/commands/bench.mjs'),
  'docs:pictures': () => import('./bootstrap/commands/docs-pictures.mjs'),
  train: () => import('./bootstrap/commands/train.mjs'),
  evaluate: () => import('./bootstrap/commands/evaluate.mjs'),
  simulate: () => import('./bootstrap/commands/simulate.mjs'),
  'features:export': () => import('./bootstrap/commands/features-export.mjs'),
}

const [name = '', ...args] = process.argv.slice(2)

try {
  requireSupportedNode()
  // npm forwards SIGTERM to its shell only, and the shell does not forward it to this process.
  if (process.env.npm_lifecycle_event) await import('./bootstrap/end-with-parent.mjs')
  const load = COMMANDS[name]
  if (!load) throw new StepError(`Unknown command "${name}". Known: ${Object.keys(COMMANDS).join(', ')}.`)
  const { run } = await load()
  await run(args)
} catch (error) {
  fail(error)
}
