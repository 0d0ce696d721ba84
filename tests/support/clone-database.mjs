// Databases of single test files, cloned from a template that has every migration and no rows.
import { randomBytes } from 'node:crypto'
import pg from 'pg'

const TEMPLATE = 'sentinel_template'
const SETTINGS = ['DATABASE_URL', 'MIGRATION_DATABASE_URL', 'TEST_SUPERUSER_URL']

async function asSuperuser(sql) {
  const client = new pg.Client({ connectionString: process.env.TEST_SUPERUSER_URL })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

/** Keeps the migrated database of the run as the template; nobody may be connected to it. */
export const keepTemplate = () =>
  asSuperuser(`create database ${TEMPLATE} template sentinel owner sentinel_owner`)

/** @returns {Promise<{settings: Record<string, string>, drop(): Promise<void>}>} the environment that leads to the clone */
export async function cloneDatabase() {
  const name = `clone_${randomBytes(6).toString('hex')}`
  await asSuperuser(`create database ${name} template ${TEMPLATE} owner sentinel_owner`)
  const urlIn = (setting) => Object.assign(new URL(process.env[setting]), { pathname: name }).href
  return {
    settings: Object.fromEntries(SETTINGS.map((setting) => [setting, urlIn(setting)])),
    drop: () => asSuperuser(`drop database ${name} with (force)`),
  }
}
