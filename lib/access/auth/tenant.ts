import type { Tenant } from '@/lib/contract/context'

/** The columns of a tenant as the credential queries return them. */
export interface TenantColumns {
  tenant_id: string
  tenant_slug: string
  tenant_name: string
  step_epoch: Date
  earliest_event_at: Date
  country: string | null
  currency: string
  time_zone: string
}

export const toTenant = (row: TenantColumns): Tenant => ({
  id: row.tenant_id,
  slug: row.tenant_slug,
  name: row.tenant_name,
  stepEpochMs: row.step_epoch.getTime(),
  earliestEventMs: row.earliest_event_at.getTime(),
  country: row.country,
  currency: row.currency,
  timeZone: row.time_zone,
})
