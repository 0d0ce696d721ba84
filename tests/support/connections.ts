import { setTimeout as sleep } from 'node:timers/promises'
import { closeDatabase, withTenant } from '@/lib/platform/db'
import { SCORING_TIMEOUTS, TIMEOUTS } from '@/lib/platform/db/pools'
import { newId } from '@/lib/platform/ids'

/**
 * No test is about the time limits of the database. A machine that stalls for seconds, and other test files beside this
 * one, must not reach them.
 */
const PATIENT = { lock: 50_000, stripes: 55_000, statement: 60_000, query: 70_000 }
Object.assign(TIMEOUTS, PATIENT, {
  connect: 60_000,
  turn: 60_000,
  idleInTransaction: 90_000,
  transaction: 100_000,
})
Object.assign(SCORING_TIMEOUTS, PATIENT)

/** The first transaction of a test file loads code and connects, which can exceed the time limit of callers. */
beforeAll(async () => {
  for (let attempt = 1; ; attempt++) {
    try {
      await withTenant({ tenantId: newId() }, (tx) => tx.user.count())
      return
    } catch (error) {
      if (attempt === 10) throw error
      await sleep(100)
    }
  }
})

/** Every test file of a project with a database closes its connections. */
afterAll(() => closeDatabase())
