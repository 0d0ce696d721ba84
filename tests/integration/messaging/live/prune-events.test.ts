/** @own-database */
import { announce, pruneLiveEvents } from '@/lib/messaging/live'
import { KEEP_MINUTES, type LiveEvent } from '@/lib/messaging/live/schema'
import { withTenant } from '@/lib/platform/db'
import { withClient } from '../../../support/postgres'
import { createTenant, type TestTenant } from '../../../support/tenant'

const CHANGED: LiveEvent = { kind: 'models.changed', payload: {} }

describe('the job that prunes live events', () => {
  const insertOld = (tenant: TestTenant, count: number) =>
    withClient('superuser', (client) =>
      client.query(
        `insert into live_events (tenant_id, kind, payload, at)
         select $1, 'models.changed', '{}', now() - make_interval(mins => $2) from generate_series(1, $3)`,
        [tenant.id, KEEP_MINUTES + 1, count],
      ),
    )
  const countOf = (tenant: TestTenant): Promise<number> =>
    withTenant({ tenantId: tenant.id }, (tx) => tx.liveEvent.count())
  const announceIn = (tenant: TestTenant) =>
    withTenant({ tenantId: tenant.id }, (tx) => announce(tx, tenant.id, CHANGED))

  it('deletes every old event of every tenant in batches, and no event that a page may resume from', async () => {
    const [one, other, young] = [await createTenant(), await createTenant(), await createTenant()]
    for (const tenant of [one, other, young]) await announceIn(tenant)
    await insertOld(one, 70)
    await insertOld(other, 1)
    expect(await pruneLiveEvents(new Date(), 32)).toBeGreaterThanOrEqual(71)
    for (const tenant of [one, other, young]) expect(await countOf(tenant)).toBe(1)
    expect(await pruneLiveEvents(new Date(), 32)).toBe(0)
  })

  it('runs in several processes at once without deleting an event twice', async () => {
    const tenant = await createTenant()
    await insertOld(tenant, 100)
    const pruned = await Promise.all([pruneLiveEvents(new Date(), 10), pruneLiveEvents(new Date(), 10)])
    await pruneLiveEvents(new Date(), 10)
    expect(await countOf(tenant)).toBe(0)
    expect(pruned[0] + pruned[1]).toBeLessThanOrEqual(100)
  })

  it('is the only one to delete: announcing deletes nothing', async () => {
    const tenant = await createTenant()
    await insertOld(tenant, 5)
    for (let i = 0; i < 32; i++) await announceIn(tenant)
    expect(await countOf(tenant)).toBe(37)
  })
})
