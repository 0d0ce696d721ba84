import { systemContext } from '@/lib/access/tenants'
import { setCanary } from '@/lib/governance/challengers'
import { readPeriod } from '@/lib/governance/changes/impact/period'
import { readReleases } from '@/lib/governance/changes/impact/read-releases'
import { setExploration } from '@/lib/governance/exploration'
import { createRule } from '@/lib/messaging/alerts'
import { watchDecisions } from '@/lib/messaging/alerts/watch-decisions'
import { createChannel } from '@/lib/messaging/delivery'
import { withTenant } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { DAY_MS } from '@/lib/platform/time'
import { identified } from '@/lib/scoring/path/identify'
import { scoreRows as scoreOnPath } from '@/lib/scoring/path'
import { transactionBody } from '@/lib/scoring/path/schema'
import { REPLAY_ACTOR } from '@/lib/scoring/read-model'
import { settleShadow } from '@/lib/scoring/shadow'
import { useChallenger } from '../../../support/challenger-model'
import { earlierTransactionsEnded } from '../../../support/earlier-transactions'
import { MODEL, type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { scoreRows, usePolicy } from '../../../support/scored-rows'
import { scoringKey } from '../../../support/scoring'

/** Guarantee: what is done with a payment that happened is not done with one of a replay. */
const ROWS = 40
const EXPLORATION = { share: 0.5, amount_cap: '20', daily_budget: '100000' }
const rows = (prefix: string, daysAgo: number) =>
  Array.from({ length: ROWS }, (_, i) => ({
    external_id: `${prefix}-${i}`,
    occurred_at: new Date(Date.now() - daysAgo * DAY_MS).toISOString(),
    type: 'PAYMENT',
    amount: 10,
    sender_account: `${prefix}-C-${i}`,
    receiver_account: `${prefix}-M-${i}`,
  }))

let minted: MintedTenant
/** Blocks every payment; a rule, a challenger, a canary and exploration wait for payments. */
beforeAll(async () => {
  minted = await mintTenant()
  const { admin } = minted.as
  await usePolicy(minted, [1e-9, 2e-9], [1e-9, 2e-9])
  await setExploration(admin, EXPLORATION)
  const channel = await createChannel(admin, { kind: 'in_app', name: 'Us', roles: ['admin'] })
  await createRule(admin, {
    name: `every payment ${newId()}`,
    enabled: true,
    conditions: {
      kind: 'transaction',
      outcomes: [],
      min_score: 0,
      min_amount: null,
      reason_codes: [],
      list_hit: null,
      velocity: null,
    },
    quiet_hours: null,
    digest_minutes: 0,
    dedupe: { by: 'subject', minutes: 0 },
    channel_ids: [channel.id],
  })
  await useChallenger(minted, 'watching', () => 9, ['shadow'])
  const { id } = await useChallenger(minted, 'deciding', () => 9, ['shadow', 'canary'])
  await setCanary(admin, id, { share: 0.5 })

  const { tenant } = minted
  const replayed = rows('replay', 60).map((row) => identified(tenant, transactionBody.parse(row)))
  await scoreOnPath(systemContext(tenant, REPLAY_ACTOR), replayed, () => [], 'replay')
  await scoreRows(await scoringKey(minted), rows('live', 0))
  await settleShadow()
})

interface Seen {
  payments: number
  byCanary: number
  compared: number
  explored: number
}

const seenOf = (where: 'replay' | 'batch'): Promise<Seen> =>
  withClient('superuser', async (client) => {
    const { rows: found } = await client.query<Seen>(
      `select count(*)::int as payments, count(*) filter (where p.model_version <> $3)::int as "byCanary",
              count(*) filter (where exists (select from challenger_scores c
                where c.tenant_id = t.tenant_id and c.transaction_id = t.id))::int as compared,
              count(*) filter (where exists (select from explorations e
                where e.tenant_id = t.tenant_id and e.transaction_id = t.id))::int as explored
         from transactions t join predictions p on p.tenant_id = t.tenant_id and p.transaction_id = t.id
        where t.tenant_id = $1 and t.source = $2`,
      [minted.tenant.id, where, `${MODEL.name}/${MODEL.version}`],
    )
    return found[0]!
  })

it('no challenger scores it, no canary decides it, and exploration lets none through', async () => {
  expect(await seenOf('replay')).toEqual({ payments: ROWS, byCanary: 0, compared: 0, explored: 0 })
  const live = await seenOf('batch')
  expect(live).toMatchObject({ payments: ROWS, compared: ROWS, explored: ROWS })
  expect(live.byCanary).toBeGreaterThan(0)
})

it('no alert rule hears of it', async () => {
  const { id: tenantId, timeZone } = minted.tenant
  await earlierTransactionsEnded()
  // One transaction: a server of another test may make messages of what is committed.
  const heard = await withTenant({ tenantId }, async (tx) => {
    const start = { order: -1n, id: '00000000-0000-0000-0000-000000000000', jobsAt: new Date() }
    await watchDecisions(tx, tenantId, timeZone, start, new Date())
    return await tx.$queryRaw<{ external_id: string }[]>`
      select distinct facts->>'external_id' as external_id from alert_events where tenant_id = ${tenantId}::uuid`
  })
  expect(heard.map(({ external_id }) => external_id).toSorted()).toEqual(
    rows('live', 0)
      .map(({ external_id }) => external_id)
      .toSorted(),
  )
})

it('its time does not lengthen the time that previews of changes cover', async () => {
  const { tenant } = minted
  await withTenant({ tenantId: tenant.id }, async (tx) => {
    const { windows } = await readPeriod(tx, tenant, 90)
    expect(windows.map(({ coveredDays }) => coveredDays)).toEqual([1, 1, 1])
    const releases = await readReleases(tx, tenant, EXPLORATION, EXPLORATION)
    expect(releases.covered_days).toBe(1)
  })
})
