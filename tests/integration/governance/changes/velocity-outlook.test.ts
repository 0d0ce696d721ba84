/** The outlook of a velocity rule equals plain code, and what the scoring path finds under that rule. */
import { decide, type ListStates, type Outcome, velocitySignal } from '@/lib/engine/policy'
import { SEVERITIES, type Severity, severityOf } from '@/lib/engine/velocity'
import { previewChange } from '@/lib/governance/changes'
import { readSlices } from '@/lib/governance/changes/impact/read-slices'
import { readVelocityOutlook } from '@/lib/governance/changes/impact/read-velocity-outlook'
import {
  velocityOutlookResponse,
  type VelocityOutlook,
  type VelocityPayload,
} from '@/lib/governance/changes/schema'
import { applyVelocity } from '@/lib/governance/velocity'
import { withTenant } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { DAY_MS, HOUR_MS } from '@/lib/platform/time'
import type { ScoreResponse } from '@/lib/scoring/path/schema'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { scoreRows, usePolicy } from '../../../support/scored-rows'
import { scoringKey } from '../../../support/scoring'
import { type StoredScore, storedScore, storeScores } from '../../../support/stored-scores'

const POLICY = { version: 1, reviewThreshold: 0.019, blockThreshold: 0.5, mediumFrom: 0.019, highFrom: 0.5 }
const NO_RINGS = { rings: null }
const BEFORE: VelocityPayload = {
  ...NO_RINGS,
  window_seconds: 60,
  threshold: 3,
  review_from: 'critical',
  block_from: null,
}
const AFTER: VelocityPayload = {
  ...NO_RINGS,
  window_seconds: 90,
  threshold: 2,
  review_from: 'low',
  block_from: 'critical',
}

function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return (state >>> 8) / 2 ** 24
  }
}
const random = numbers(11)
const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T

/** Bursts on some days, with times on the edges of both windows, and payments at the same time. */
const now = Date.now()
const rows: StoredScore[] = Array.from({ length: 600 }, () => {
  const listed = random()
  return storedScore({
    occurredAt: new Date(
      now -
        pick([1, 1, 6, 20, 50]) * DAY_MS +
        pick([0, 1, 29_999, 30_000, 59_999, 60_000, 60_001, 89_999, 90_000]),
    ),
    score: pick([0.001, 0.001, 0.1, 0.7]),
    amount: Math.round(1 + 5_000 * random()) / 100,
    sender: pick(Array.from({ length: 30 }, (_, i) => `C-${i}`)),
    phone: pick([null, '+254722000001', '+254722000002', '+254722000003']),
    device: pick([null, null, ...Array.from({ length: 20 }, (_, i) => `D-${i}`)]),
    codes:
      listed < 0.05
        ? ['sender_trusted']
        : listed < 0.1
          ? ['receiver_blocked', 'velocity_low']
          : ['velocity_high'],
  })
})

let minted: MintedTenant
beforeAll(async () => {
  minted = await mintTenant()
  // A replayed payment is in no figure.
  const replayed = storedScore({ occurredAt: new Date(now - DAY_MS), sender: 'C-0' })
  await storeScores(minted, [...rows, replayed])
  await withClient('superuser', async (client) => {
    await client.query(
      'update scored_transactions set replayed = true where tenant_id = $1 and transaction_id = $2',
      [minted.tenant.id, replayed.id],
    )
    await client.query('delete from activity_hours where tenant_id = $1', [minted.tenant.id])
    await client.query(
      `insert into activity_hours
       select tenant_id, date_trunc('hour', occurred_at, 'UTC'), type, risk_band, outcome, currency,
              case when replayed then 4 else 0 end, count(*), sum(amount), sum(score), sum(expected_loss)
         from scored_transactions where tenant_id = $1 group by 1, 2, 3, 4, 5, 6, 7`,
      [minted.tenant.id],
    )
  })
})

/** What a rule makes of a row, by looking at all others. */
function judged(row: StoredScore, rule: VelocityPayload): { severity: Severity | null; outcome: Outcome } {
  const atMs = row.occurredAt.getTime()
  const inWindow = rows.filter(({ occurredAt, id }) => {
    const ms = occurredAt.getTime()
    return ms > atMs - 1_000 * rule.window_seconds && (ms < atMs || (ms === atMs && id <= row.id))
  })
  const ofParty = (key: 'sender' | 'phone' | 'device') =>
    row[key] === null ? 0 : inWindow.filter((other) => other[key] === row[key]).length
  const payments = Math.max(ofParty('sender'), ofParty('phone'), ofParty('device'))
  const severity = severityOf(payments, rule.threshold)
  const lists: ListStates = {
    sender: row.codes.includes('sender_trusted') ? 'trusted' : null,
    receiver: row.codes.includes('receiver_blocked') ? 'blocked' : null,
    device: null,
    phone: null,
  }
  const found = severity ? [{ party: 'sender' as const, severity, payments, atLeast: false }] : []
  const { review_from: reviewFrom, block_from: blockFrom } = rule
  const signal = velocitySignal(found, {
    windowSeconds: rule.window_seconds,
    threshold: rule.threshold,
    reviewFrom,
    blockFrom,
    rings: null,
  })
  return { severity, outcome: decide(POLICY, row.score, lists, () => [], signal).outcome }
}

const read = (
  days: 7 | 30 | 90,
  limits?: { sliceRows: number; budgetMs: number },
  before = BEFORE,
  after = AFTER,
) =>
  withTenant({ tenantId: minted.tenant.id }, (tx) =>
    readVelocityOutlook(
      tx,
      minted.tenant,
      { days, labelDelayDays: 12, ...(limits && { limits }) },
      { before, after },
    ),
  ) as Promise<VelocityOutlook>

function expectWindow(
  window: VelocityOutlook['windows'][number],
  from: string,
  before = BEFORE,
  after = AFTER,
): void {
  const own = rows.filter(({ occurredAt }) => occurredAt.getTime() >= Date.parse(from))
  expect(window.transactions).toBe(own.length)
  const both = own.map((row) => ({ row, was: judged(row, before), will: judged(row, after) }))
  for (const severity of SEVERITIES) {
    expect(window.hits.before[severity]).toBe(both.filter(({ was }) => was.severity === severity).length)
    expect(window.hits.after[severity]).toBe(both.filter(({ will }) => will.severity === severity).length)
  }
  const flipped = both.filter(({ was, will }) => was.outcome !== will.outcome)
  expect(window.flipped).toBe(flipped.length)
  for (const { from: one, to: other, transactions, amount } of window.flips) {
    const pair = flipped.filter(({ was, will }) => was.outcome === one && will.outcome === other)
    expect(transactions).toBe(pair.length)
    expect(Number(amount)).toBeCloseTo(
      pair.reduce((sum, { row }) => sum + row.amount, 0),
      2,
    )
  }
  expect(window.flips.reduce((sum, { transactions }) => sum + transactions, 0)).toBe(flipped.length)
}

it('counts payments per severity and those with another outcome, in each period', async () => {
  const outlook = velocityOutlookResponse.parse(await read(90))
  expect(outlook.counted_from).toBeNull()
  expect(outlook.windows.map(({ days }) => days)).toEqual([7, 30, 90])
  for (const window of outlook.windows) expectWindow(window, window.from)
  const { hits, flipped } = outlook.windows[2]!
  for (const counts of [hits.before, hits.after])
    for (const severity of SEVERITIES) expect(counts[severity]).toBeGreaterThan(5)
  expect(flipped).toBeGreaterThan(20)
})

it('counts the same with the same window on both sides', async () => {
  const after = { ...AFTER, window_seconds: BEFORE.window_seconds }
  for (const window of (await read(30, undefined, BEFORE, after)).windows)
    expectWindow(window, window.from, BEFORE, after)
})

it('counts the same in slices, also where a slice ends within an hour and within a burst', async () => {
  const outlook = await read(90, { sliceRows: 20, budgetMs: 600_000 })
  expect(outlook.counted_from).toBeNull()
  for (const window of outlook.windows) expectWindow(window, window.from)
})

it('says since when payments were counted where they are more than it may read', async () => {
  const outlook = await read(90, { sliceRows: 100, budgetMs: 0 })
  expect(outlook.counted_from).not.toBeNull()
  for (const window of outlook.windows)
    expectWindow(window, outlook.counted_from! > window.from ? outlook.counted_from! : window.from)
})

it('counts what was read before a slice that takes too long, and leaves the transaction usable', async () => {
  const at = (hour: number) => new Date(Date.UTC(2026, 0, 1) + hour * HOUR_MS)
  // The last hour is in two parts.
  const slices = [
    { from: at(3), to: at(4), startsHour: true },
    { from: at(2), to: at(3), startsHour: true },
    { from: at(1.5), to: at(2), startsHour: false },
    { from: at(1), to: at(1.5), startsHour: true },
  ]
  const readUntil = (late: number) =>
    withTenant({ tenantId: minted.tenant.id }, async (tx) => {
      const limit = async () => (await tx.$queryRaw<unknown[]>`show statement_timeout`)[0]
      const before = await limit()
      const read = await readSlices(tx, slices, { budgetMs: 600_000, statementMs: 40_000 }, async (slice) => {
        if (slice === slices[late])
          await tx.$executeRaw`do $$ begin raise exception 'too long' using errcode = '57014'; end $$`
        return [slice.from.getTime(), await limit()]
      })
      expect(await limit()).toEqual(before)
      return read
    })
  const part = (i: number) => [slices[i]!.from.getTime(), { statement_timeout: '40s' }]
  expect(await readUntil(4)).toEqual({ parts: [0, 1, 2, 3].map(part), countedFrom: null })
  expect(await readUntil(3)).toEqual({ parts: [0, 1].map(part), countedFrom: slices[1]!.from })
  expect(await readUntil(0)).toEqual({ parts: [], countedFrom: slices[0]!.to })
})

it('finds what the scoring path finds, under the rule in force and under the new one', async () => {
  const start = Math.floor(Date.now() / 60_000) * 60_000 - DAY_MS
  const payments = Array.from({ length: 40 }, (_, i) => ({
    external_id: newId(),
    occurred_at: new Date(start + i * 4_000).toISOString(),
    type: 'PAYMENT',
    amount: 12.5,
    sender_account: `C-${i % 5}`,
    receiver_account: 'M-shop',
    phone: i % 3 === 0 ? '+254722000009' : `+25472200${1_000 + i}`,
    device_id: i % 2 === 0 ? 'D-shared' : `D-${i}`,
  }))
  const scored = async (rule: VelocityPayload): Promise<[MintedTenant, ScoreResponse[]]> => {
    const tenant = await mintTenant()
    await usePolicy(tenant, [0.9, 0.95], [0.99, 0.999])
    await withTenant({ tenantId: tenant.tenant.id }, (tx) => applyVelocity(tx, tenant.as.admin, rule, null))
    return [tenant, await scoreRows(await scoringKey(tenant), payments)]
  }
  const [own, byBefore] = await scored(BEFORE)
  const [, byAfter] = await scored(AFTER)
  const counts = (responses: ScoreResponse[]) =>
    Object.fromEntries(
      SEVERITIES.map((severity) => [
        severity,
        responses.filter(({ reason_codes: codes }) => codes.includes(`velocity_${severity}`)).length,
      ]),
    )
  const { velocity, impact } = await previewChange(own.as.admin, {
    change: { kind: 'velocity', payload: AFTER },
    days: 7,
  })
  expect(impact).toBeNull()
  expect(velocity?.windows).toMatchObject([
    {
      days: 7,
      transactions: payments.length,
      hits: { before: counts(byBefore), after: counts(byAfter) },
      flipped: byAfter.filter(({ outcome }, i) => outcome !== byBefore[i]?.outcome).length,
    },
  ])
  expect(counts(byAfter).critical).toBeGreaterThan(0)
})

it('an institution without payments gets zeros', async () => {
  const { as } = await mintTenant()
  const { velocity } = await previewChange(as.admin, {
    change: { kind: 'velocity', payload: AFTER },
    days: 7,
  })
  expect(velocity?.windows).toMatchObject([
    { transactions: 0, flipped: 0, hits: { after: { low: 0, high: 0, critical: 0 } } },
  ])
})
