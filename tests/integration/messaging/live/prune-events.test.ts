import { announce } from '@/lib/messaging/live'
import { pruneEvents } from '@/lib/messaging/live/prune-events'
import { KEEP_MINUTES, type LiveEvent } from '@/lib/messaging/live/schema'
import { withTenant } from '@/lib/platform/db'
import { withClient } from '../../../support/postgres'
import { createTenant, type TestTenant } from '../../../support/tenant'

const CHANGED: LiveEvent = { kind: 'models.changed', payload: {} }

describe('clearing away events', () => {
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
  const inTenant = <T>(tenant: TestTenant, work: Parameters<typeof withTenant<T>>[1]) =>
    withTenant({ tenantId: tenant.id }, work)

  it('takes a few that are too old, and nothing that a page may resume from', async () => {
    const [mine, other] = [await createTenant(), await createTenant()]
    await inTenant(mine, (tx) => announce(tx, mine.id, CHANGED))
    await insertOld(mine, 70)
    await insertOld(other, 1)
    await inTenant(mine, (tx) => pruneEvents(tx, mine.id))
    expect(await countOf(mine)).toBe(71 - 64)
    for (let i = 0; i < 2; i++) await inTenant(mine, (tx) => pruneEvents(tx, mine.id))
    expect(await countOf(mine)).toBe(1)
    expect(await countOf(other)).toBe(1)
  })

  it('is done by those who announce', async () => {
    const tenant = await createTenant()
    await insertOld(tenant, 10)
    const old = () =>
      inTenant(tenant, (tx) =>
        tx.liveEvent.count({ where: { at: { lt: new Date(Date.now() - KEEP_MINUTES * 60_000) } } }),
      )
    // Every sixteenth number clears away; the numbers are shared with whoever else announces meanwhile.
    let left = await old()
    for (let i = 0; i < 400 && left > 0; i++) {
      await inTenant(tenant, (tx) => announce(tx, tenant.id, CHANGED))
      left = await old()
    }
    expect(left).toBe(0)
  })
})
