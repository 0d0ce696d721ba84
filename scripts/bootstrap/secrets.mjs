// Secrets of the embedded mode: generated once, stored next to their database, readable by their owner only.
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { StepError } from './output.mjs'
import { STATE } from './paths.mjs'

export const SECRETS_FILE = path.join(STATE, 'secrets.json')
const NAMES = ['postgres', 'owner', 'app', 'nextAuth', 'jwt', 'tenantSeal', 'metrics']

/** 256 random bits as URL-safe text. */
export const newSecret = () => randomBytes(32).toString('base64url')

/** The kept secrets; those that a newer version needs are added. `dataDir` tells whether a database relies on them. */
export function loadSecrets(dataDir) {
  const kept = existsSync(SECRETS_FILE) ? JSON.parse(readFileSync(SECRETS_FILE, 'utf8')) : {}
  if (!kept.postgres && existsSync(path.join(dataDir, 'PG_VERSION'))) {
    throw new StepError(
      `${SECRETS_FILE} is missing, but the database in ${dataDir} needs it. Restore it, or remove ${STATE} to start anew.`,
    )
  }
  const secrets = Object.fromEntries(NAMES.map((name) => [name, kept[name] ?? newSecret()]))
  if (NAMES.some((name) => !kept[name])) save(secrets)
  return secrets
}

function save(secrets) {
  mkdirSync(STATE, { recursive: true })
  writeFileSync(`${SECRETS_FILE}.new`, JSON.stringify(secrets, null, 2), { mode: 0o600 })
  renameSync(`${SECRETS_FILE}.new`, SECRETS_FILE)
}
