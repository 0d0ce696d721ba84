import { nextAlert } from '@/lib/desk/queue'
import { claimAlert, claimsOn, releaseClaim } from '@/lib/desk/claims'
import { nextAlertOperation } from '@/lib/desk/queue/api'
import { claimAlertOperation, releaseClaimOperation } from '@/lib/desk/claims/api'
import { CLAIM_MINUTES } from '@/lib/desk/claims/schema'
import type { Context } from '@/lib/contract/context'
import { recordDecision } from '@/lib/desk/decisions'
import { newId } from '@/lib/platform/ids'
import { callOperation } from '../../../support/call-operation'
import { inWorkers } from '../../../support/in-workers'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { machine, scoreRows, tyingRows, usePolicy } from '../../../support/scored-rows'
import { scoringKey } from '../../../support/scoring'
import { bearer, tokenOf } from '../../access/auth/support'

const ALERTS = 20
const CALLS = 50
const QUEUE = { order: 'loss' } as const
let minted: MintedTenant
/** In the order of the queue. */
let alerts: string[]

beforeEach(async () => {
  minted = await mintTenant()
  await usePolicy(minted, [0.2, 0.8], [1e-9, 1])
  await scoreRows(await scoringKey(minted), tyingRows(ALERTS, 'claims'))
  const rows = await rowsOf<{ transaction_id: string }>(
    `select transaction_id from scored_transactions where tenant_id = $1
      order by expected_loss desc, transaction_id desc`,
  )
  alerts = rows.map((row) => row.transaction_id)
})

const rowsOf = <T extends object>(sql: string) =>
  withClient('superuser', async (client) => (await client.query<T>(sql, [minted.tenant.id])).rows)
const letRunOut = () =>
  rowsOf("update claims set expires_at = now() - interval '1 second' where tenant_id = $1")
const announced = () => rowsOf(`select seq from live_events where tenant_id = $1 and kind = 'claims.changed'`)
const first = () => alerts[0] ?? ''
const rejects = (attempt: Promise<unknown>, code: string) => expect(attempt).rejects.toMatchObject({ code })
const contexts = () => Object.values(minted.as)
const contextOf = (i: number): Context => contexts()[i % 3] as Context
const codeOf = (error: unknown): unknown => (error as { code?: unknown }).code

test('a claim lasts ten minutes, its holder can renew it, and others see the holder', async () => {
  const { analyst, admin } = minted.as
  const claim = await claimAlert(analyst, first())
  expect(claim).toMatchObject({ transaction_id: first(), user_id: analyst.actor.id, user_name: 'analyst' })
  const kept = Date.parse(claim.expires_at) - Date.now()
  expect(kept).toBeGreaterThan((CLAIM_MINUTES - 1) * 60_000)
  expect(kept).toBeLessThanOrEqual((CLAIM_MINUTES + 1) * 60_000)
  expect((await claimsOn(admin, alerts)).get(first())).toEqual(claim)
  await expect(claimAlert(admin, first())).rejects.toMatchObject({
    code: 'already-claimed',
    detail: `analyst is looking at this until ${claim.expires_at}.`,
  })
  const renewed = await claimAlert(analyst, first())
  expect(renewed.expires_at > claim.expires_at).toBe(true)
  expect(await announced()).toHaveLength(2)
})

test('an expired claim is free for another user', async () => {
  const { analyst, admin } = minted.as
  await claimAlert(analyst, first())
  await letRunOut()
  expect((await claimsOn(admin, alerts)).size).toBe(0)
  expect(await claimAlert(admin, first())).toMatchObject({ user_id: admin.actor.id })
  await rejects(claimAlert(analyst, first()), 'already-claimed')
})

test('only its holder can release a claim', async () => {
  const { analyst, admin } = minted.as
  await claimAlert(analyst, first())
  await rejects(releaseClaim(admin, first()), 'not-found')
  await releaseClaim(analyst, first())
  await rejects(releaseClaim(analyst, first()), 'not-found')
  expect(await claimAlert(admin, first())).toMatchObject({ user_id: admin.actor.id })
  expect(await announced()).toHaveLength(3)
})

test('a decision releases the claim; resolved and approved transactions cannot be claimed, escalated ones can', async () => {
  const { analyst, admin } = minted.as
  await claimAlert(analyst, first())
  await recordDecision(analyst, first(), { decision: 'escalated' })
  expect((await claimsOn(admin, alerts)).size).toBe(0)
  await claimAlert(admin, first())
  await recordDecision(admin, first(), { decision: 'confirmed_fraud' })
  await rejects(claimAlert(analyst, first()), 'conflict')
  await usePolicyThatApproves()
  const [approved] = await scoreRows(await scoringKey(minted), tyingRows(1, 'approved'))
  await rejects(claimAlert(analyst, approved?.transaction_id ?? ''), 'conflict')
})

const usePolicyThatApproves = () =>
  rowsOf(
    `insert into policies (tenant_id, id, version, medium_from, high_from, review_threshold, block_threshold)
     values ($1, gen_random_uuid(), 3, 0.2, 0.8, 1, 1)`,
  )

test('a transaction of another tenant does not exist, and a key cannot claim', async () => {
  const other = await mintTenant()
  await rejects(claimAlert(other.as.admin, first()), 'not-found')
  await rejects(claimAlert(minted.as.admin, newId()), 'not-found')
  expect(await nextAlert(other.as.admin, QUEUE)).toBeNull()
  const asMachine = machine(minted, ['score:write', 'read'])
  await rejects(claimAlert(asMachine, first()), 'missing-permission')
  await rejects(releaseClaim(asMachine, first()), 'missing-permission')
  await rejects(nextAlert(asMachine, QUEUE), 'missing-permission')
  expect(await rowsOf('select 1 from claims where tenant_id = $1')).toEqual([])
})

test('of fifty parallel claims on twenty alerts twenty succeed and thirty conflict', async () => {
  const results = await inWorkers(8, Array(CALLS).fill(0), async (_, i) => {
    // Each alert is requested by different users.
    const ctx = contextOf(Math.floor(i / ALERTS))
    return claimAlert(ctx, alerts[i % ALERTS] ?? '').catch(codeOf)
  })
  const winners = results.filter((result) => result !== 'already-claimed')
  expect(winners).toHaveLength(ALERTS)
  expect(results).toHaveLength(CALLS)
  expect(new Set(winners.map((claim) => (claim as { transaction_id: string }).transaction_id)).size).toBe(
    ALERTS,
  )
})

test('of fifty parallel requests for the next of twenty alerts twenty get one each and thirty get none', async () => {
  const results = await inWorkers(8, Array(CALLS).fill(0), (_, i) => nextAlert(contextOf(i), QUEUE))
  const given = results.flatMap((claim) => (claim ? [claim.transaction_id] : []))
  expect(given.toSorted()).toEqual(alerts.toSorted())
  expect(results.filter((claim) => claim === null)).toHaveLength(CALLS - ALERTS)
})

test('the next alert follows the order of the queue, advances with each request and skips claimed alerts', async () => {
  const { analyst, admin } = minted.as
  await claimAlert(admin, alerts[1] ?? '')
  const given = [await nextAlert(analyst, QUEUE), await nextAlert(analyst, QUEUE)]
  expect(given.map((claim) => claim?.transaction_id)).toEqual([alerts[0], alerts[2]])
  const [newest] = await rowsOf<{ transaction_id: string }>(
    `select transaction_id from scored_transactions where tenant_id = $1
      order by occurred_at desc, transaction_id desc limit 1`,
  )
  await letRunOut()
  expect(await nextAlert(analyst, { order: 'time' })).toMatchObject({
    transaction_id: newest?.transaction_id,
  })
})

test('the next alert matches the filters of the queue', async () => {
  const { analyst } = minted.as
  const matching = await rowsOf<{ transaction_id: string }>(
    `select transaction_id from scored_transactions
      where tenant_id = $1 and type = 'CASH_OUT' and amount between 100 and 1000
        and risk_band in ('low', 'medium', 'high') and outcome = 'review' and occurred_at > now() - interval '720 hours'
      order by expected_loss desc, transaction_id desc`,
  )
  const filters = {
    ...QUEUE,
    type: 'CASH_OUT',
    min_amount: '100',
    max_amount: '1000',
    outcome: 'review',
  } as const
  const expected = await rowsOf<{ transaction_id: string }>(
    `select transaction_id from scored_transactions
      where tenant_id = $1 and type = 'CASH_OUT' and amount between 100 and 1000 and outcome = 'review'
      order by expected_loss desc, transaction_id desc`,
  )
  expect(expected.length).toBeGreaterThan(1)
  for (const { transaction_id } of expected) {
    expect(await nextAlert(analyst, filters)).toMatchObject({ transaction_id: transaction_id })
  }
  expect(await nextAlert(analyst, filters)).toBeNull()
  await letRunOut()
  const recent = await nextAlert(analyst, { ...filters, age: '30d' })
  expect(recent?.transaction_id ?? null).toBe(matching[0]?.transaction_id ?? null)
})

test('over HTTP: claim, conflict, next alert, no alert left, release', async () => {
  const [mine, theirs] = [
    bearer(await tokenOf(minted.emailOf.analyst)),
    bearer(await tokenOf(minted.emailOf.admin)),
  ]
  const at = { transaction_id: first() }
  const claimed = await callOperation(claimAlertOperation, { headers: mine, params: at })
  expect([claimed.status, await claimed.json()]).toMatchObject([
    200,
    { ...at, user_name: 'analyst', user_id: minted.as.analyst.actor.id },
  ])
  const rejected = await callOperation(claimAlertOperation, { headers: theirs, params: at })
  expect([rejected.status, (await rejected.json()).type]).toEqual([409, '/docs/problems/already-claimed'])
  const next = (body: object) => callOperation(nextAlertOperation, { headers: theirs, body })
  const given = await next({})
  expect([given.status, (await given.json()).transaction_id]).toEqual([200, alerts[1]])
  const none = await next({ min_amount: '9999999' })
  expect([none.status, await none.text()]).toEqual([204, ''])
  expect((await next({ band: 'extreme' })).status).toBe(400)
  const back = () => callOperation(releaseClaimOperation, { headers: mine, params: at })
  expect([(await back()).status, (await back()).status]).toEqual([204, 404])
  const unknown = { transaction_id: newId() }
  expect((await callOperation(claimAlertOperation, { headers: mine, params: unknown })).status).toBe(404)
})
