import { Client } from 'pg'
import type { Tenant } from '@/lib/contract/context'
import { type TenantColumns, toTenant } from '@/lib/access/auth/tenant'

/** The tenant with this slug, or null. As the owner: the app role cannot query before it has a tenant. */
export async function findTenant(ownerUrl: string, slug: string): Promise<Tenant | null> {
  const client = new Client({ connectionString: ownerUrl, application_name: 'app-owner' })
  await client.connect()
  try {
    await client.query('set role sentinel_lookup')
    const { rows } = await client.query<TenantColumns>(
      `select id as tenant_id, slug as tenant_slug, name as tenant_name, step_epoch,
              coalesce(earliest_event_at, created_at - interval '10 years') as earliest_event_at, country, currency, time_zone
         from tenants where slug = $1`,
      [slug],
    )
    return rows[0] ? toTenant(rows[0]) : null
  } finally {
    await client.end()
  }
}
