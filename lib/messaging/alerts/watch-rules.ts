import { findTenantsWithAlertWork, type TenantClient, withTenant } from '@/lib/platform/db'
import { isDraining } from '@/lib/platform/lifecycle'
import { log } from '@/lib/platform/log'
import { readCursor, tryLock, writeCursor } from './cursor'
import { makeMessages } from './make-messages'
import { readTimeZone } from './raise-alerts'
import { watchDecisions } from './watch-decisions'
import { watchJobs } from './watch-jobs'
import { watchStream } from './watch-stream'

/**
 * Compares what is new with the rules of every tenant and stores the messages that are due. Several processes may run it:
 * each tenant is worked on by one at a time. @throws the first failure, after all tenants had their turn
 */
export async function watchRules(now: Date): Promise<void> {
  const failures: unknown[] = []
  let tenants = await findTenantsWithAlertWork(now)
  while (tenants.length > 0 && !isDraining()) {
    const withMore: string[] = []
    // A part of each in turns: the backlog of one does not hold up the alerts of the others.
    for (const tenantId of tenants) {
      try {
        if (await withTenant({ tenantId }, (tx) => watchTenant(tx, tenantId, now))) withMore.push(tenantId)
      } catch (error) {
        log.error({ err: error, tenantId }, 'the alert rules of a tenant were not compared')
        failures.push(error)
      }
    }
    tenants = withMore
  }
  if (failures.length > 0) throw failures[0]
}

/** One transaction: the cursor moves with the events that it found. @returns whether more waits */
async function watchTenant(tx: TenantClient, tenantId: string, now: Date): Promise<boolean> {
  if (!(await tryLock(tx, tenantId))) return false
  const timeZone = await readTimeZone(tx, tenantId)
  const before = await readCursor(tx, tenantId, now)
  const { cursor, more } = await watchDecisions(tx, tenantId, timeZone, before, now)
  await writeCursor(tx, tenantId, await watchJobs(tx, tenantId, timeZone, cursor, now))
  await watchStream(tx, tenantId, timeZone, now)
  const moreMessages = await makeMessages(tx, tenantId, now)
  return more || moreMessages
}
