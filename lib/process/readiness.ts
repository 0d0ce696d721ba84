/** Whether this process should get traffic: database, migrations, model, and not shutting down. */
import { FEATURE_NAMES } from '@/lib/engine/features'
import { warmModels } from '@/lib/engine/inference'
import { migrationsPending, pingDatabase } from '@/lib/platform/db'
import { isDraining } from '@/lib/platform/lifecycle'
import { log } from '@/lib/platform/log'
import { allSubstitutions, type Substitution } from '@/lib/scoring/bundles'

export const CHECKS = ['process', 'database', 'migrations', 'model'] as const
export type CheckName = (typeof CHECKS)[number]
export interface Readiness {
  ready: boolean
  /** `ok`, or why not, without inner details. */
  checks: Record<CheckName, string>
  /** What works with a substitute: the process takes traffic all the same. */
  degraded: string[]
}

const DATABASE_TIMEOUT_MS = 200

/** Runs every check; takes at most a few hundred milliseconds with a dead database. */
export async function checkReadiness(): Promise<Readiness> {
  const databaseUp = await pingDatabase(DATABASE_TIMEOUT_MS)
  const checks: Readiness['checks'] = {
    process: isDraining() ? 'is shutting down' : 'ok',
    database: databaseUp ? 'ok' : `did not respond within ${DATABASE_TIMEOUT_MS} ms`,
    migrations: databaseUp ? await attempt('migrations', migrationState) : 'cannot be checked',
    model: await attempt('model', modelState),
  }
  return {
    ready: CHECKS.every((name) => checks[name] === 'ok'),
    checks,
    degraded: allSubstitutions().map(substitutionText),
  }
}

/** By ids: anybody may read it, and the name of a model belongs to its institution. */
const substitutionText = ({ failed, inForce, file }: Substitution): string =>
  `The production model ${failed} fails its proof (${file}); the last good model ${inForce} scores in its place.`

async function migrationState(): Promise<string> {
  const pending = await migrationsPending()
  return pending.length === 0 ? 'ok' : `${pending.length} not applied`
}

/** Models stay in memory once proven, so this costs a look-up; a failed load is tried again. */
async function modelState(): Promise<string> {
  await warmModels({ knownFeatures: FEATURE_NAMES })
  return 'ok'
}

async function attempt(name: CheckName, check: () => Promise<string>): Promise<string> {
  try {
    return await check()
  } catch (error) {
    log.warn({ err: error, check: name }, 'readiness check failed')
    return 'failed; the log says why'
  }
}
