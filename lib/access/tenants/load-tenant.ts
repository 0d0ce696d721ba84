import type { Tenant } from '@/lib/contract/context'
import type { TenantClient } from '@/lib/platform/db'
import { readTenant } from './get-tenant'

/** The tenant of the transaction as contexts hold it, for jobs, which have no caller. */
export async function loadTenant(tx: TenantClient): Promise<Tenant> {
  const settings = await readTenant(tx)
  return {
    id: settings.id,
    slug: settings.slug,
    name: settings.name,
    stepEpochMs: Date.parse(settings.step_epoch),
    earliestEventMs: Date.parse(settings.earliest_event_at),
    country: settings.country,
    currency: settings.currency,
    timeZone: settings.time_zone,
  }
}
