import { Client } from 'pg'
import { sealTenant } from './seal'

/** Creates an institution's row as the owner role: the app role can read its own tenant and add none. */
export interface NewTenant {
  id: string
  slug: string
  name: string
  stepEpoch: Date
  currency: string
  timeZone: string
}

/** Idempotent per id: an institution that exists stays as it is. Returns false where it did. */
export async function insertTenant(ownerUrl: string, tenant: NewTenant): Promise<boolean> {
  const client = new Client({ connectionString: ownerUrl, application_name: 'app-tenants' })
  await client.connect()
  try {
    await client.query('begin')
    await client.query("select set_config('app.ctx', $1, true)", [sealTenant(tenant.id)])
    const { rowCount } = await client.query(
      `insert into tenants (id, slug, name, step_epoch, currency, time_zone)
       values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
      [tenant.id, tenant.slug, tenant.name, tenant.stepEpoch, tenant.currency, tenant.timeZone],
    )
    await client.query('commit')
    return rowCount === 1
  } finally {
    await client.end()
  }
}
