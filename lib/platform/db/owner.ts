import { Client } from 'pg'
import { sealTenant } from './seal'

/** Work that needs the owner role: adding a tenant, refreshing the planner's statistics. */
export interface NewTenant {
  id: string
  slug: string
  name: string
  stepEpoch: Date
  earliestEventAt: Date
  country: string | null
  currency: string
  timeZone: string
}

async function asOwner<T>(ownerUrl: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: ownerUrl, application_name: 'app-owner' })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Idempotent per id: an existing tenant stays unchanged and the result is false. */
export const insertTenant = (ownerUrl: string, tenant: NewTenant): Promise<boolean> =>
  asOwner(ownerUrl, async (client) => {
    await client.query('begin')
    await client.query("select set_config('app.ctx', $1, true)", [sealTenant(tenant.id)])
    const { rowCount } = await client.query(
      `insert into tenants (id, slug, name, step_epoch, earliest_event_at, country, currency, time_zone)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
      [
        tenant.id,
        tenant.slug,
        tenant.name,
        tenant.stepEpoch,
        tenant.earliestEventAt,
        tenant.country,
        tenant.currency,
        tenant.timeZone,
      ],
    )
    // Nothing is stored yet that an earlier release wrote.
    if (rowCount === 1)
      await client.query(
        `insert into data_steps (tenant_id, step, finished_at) values ($1, 'identities', now())`,
        [tenant.id],
      )
    await client.query('commit')
    return rowCount === 1
  })

/** Gives the planner statistics right after a bulk load, without waiting for autovacuum. */
export const analyzeTables = (ownerUrl: string): Promise<void> =>
  asOwner(ownerUrl, async (client) => void (await client.query('analyze')))
