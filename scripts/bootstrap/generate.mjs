// Generates what is not committed: the Prisma client and the files of the API viewer.
import { copyFileSync, mkdirSync } from 'node:fs'
import { step } from './output.mjs'
import { fromRoot } from './paths.mjs'
import { packageBin, runLogged } from './run.mjs'
import { fingerprint, onceFor } from './stamps.mjs'

const CLIENT = 'lib/platform/db/generated/client.ts'
const VIEWER = 'public/vendor/swagger-ui'
const VIEWER_FILES = [
  'swagger-ui.css',
  'swagger-ui-bundle.js',
  'swagger-ui-bundle.js.LICENSE.txt',
  'LICENSE',
  'NOTICE',
]

export async function generate() {
  const schema = fingerprint(['prisma/schema', 'prisma.config.ts', 'node_modules/prisma/package.json'])
  await onceFor('generate', schema, CLIENT, () => step('Generating the database client', generateClient))
  const viewer = fingerprint(['node_modules/swagger-ui-dist/package.json'])
  await onceFor('api-viewer', viewer, `${VIEWER}/swagger-ui.css`, copyApiViewer)
}

/** `generate` never runs the schema engine, but the CLI would download one; any executable satisfies it. */
function generateClient() {
  return runLogged('generate', process.execPath, [packageBin('prisma'), 'generate'], {
    env: { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath },
  })
}

function copyApiViewer() {
  mkdirSync(fromRoot(VIEWER), { recursive: true })
  for (const file of VIEWER_FILES) {
    copyFileSync(fromRoot('node_modules', 'swagger-ui-dist', file), fromRoot(VIEWER, file))
  }
}
