import { findTenantsToMeasure } from '@/lib/platform/db'
import { log } from '@/lib/platform/log'
import { isDraining } from '@/lib/platform/lifecycle'
import { measureTenant, type MeasureOptions } from './measure-tenant'

/** Measures the drift of every tenant that has new decisions or labels, or an hour or day to close. Returns the decisions read. */
export async function measureDrift(now: Date, options: MeasureOptions = {}): Promise<number> {
  let decisions = 0
  for (const tenantId of await findTenantsToMeasure(now)) {
    if (isDraining()) break
    try {
      decisions += await measureTenant(tenantId, now, options)
    } catch (error) {
      // The others are measured all the same; the next run retries this one.
      log.error({ err: error, tenantId }, 'drift was not measured')
    }
  }
  return decisions
}
