import { getComparison, listChallengers, listSwapSet } from '@/lib/governance/challengers'
import {
  getComparisonOperation,
  listChallengersOperation,
  listSwapSetOperation,
} from '@/lib/governance/challengers/api'
import { wilson } from '@/lib/engine/statistics'
import { readLabelDelay } from '@/lib/governance/models'
import { recordDecision } from '@/lib/desk/decisions'
import { countDecided } from '@/lib/governance/challengers/count-decided'
import { withTenant } from '@/lib/platform/db'
import { firstIdAt, newId } from '@/lib/platform/ids'
import { HOUR_MS } from '@/lib/platform/time'
import { settleShadow } from '@/lib/scoring/shadow'
import type { ScoreResponse } from '@/lib/scoring/path/schema'
import { callOperation } from '../../../support/call-operation'
import { useChallenger } from '../../../support/challenger-model'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { scoreRows, scoresOf, tyingRows, usePolicy } from '../../../support/scored-rows'
import { withClient } from '../../../support/postgres'
import { scoringKey } from '../../../support/scoring'
import { storedScore, storeScores } from '../../../support/stored-scores'

/** The figures of a comparison equal those that plain code computes from the same payments. */
const ROWS = 60
const DAYS = { days: 7 }
const later = (days: number) => new Date(Date.now() + days * 86_400_000)

let minted: MintedTenant
let stranger: MintedTenant
let key: string
let challenger: string
let rows: Record<string, unknown>[]
let decided: ScoreResponse[]
/** The challenger blocks what is large; the champion reviews the upper half of its scores. */
const blocks = (row: Record<string, unknown> | undefined) => Number(row?.amount) > 500

beforeAll(async () => {
  ;[minted, stranger] = [await mintTenant(), await mintTenant()]
  key = await scoringKey(minted)
  rows = tyingRows(ROWS, 'compared')
  const scores = await scoresOf(rows)
  const median = scores[scores.length >> 1] ?? 0
  await usePolicy(minted, [median, 0.9999], [median, 0.9999])
  challenger = (await useChallenger(minted, 'compared', (amount) => (amount > 500 ? 12 : -12), ['shadow'])).id
  decided = await scoreRows(key, rows)
  await settleShadow()
})

const outcomeOf = (i: number) => (blocks(rows[i]) ? 'block' : 'approve')
const isFlagged = (outcome: string | undefined) => outcome === 'review' || outcome === 'block'

test('agreement and money per pair of outcomes', async () => {
  const comparison = await getComparison(minted.as.analyst, challenger, DAYS)
  expect(comparison).toMatchObject({
    model: { id: challenger, stage: 'shadow' },
    compared: ROWS,
    decisions: ROWS,
    decisions_counted: 'exactly',
    decided_by_challenger: 0,
    gaps: [],
    canary: null,
  })
  const alike = decided.filter(({ outcome }, i) => outcome === outcomeOf(i)).length
  expect(comparison.agreement).toEqual(wilson(alike, ROWS))
  expect(comparison.outcomes.reduce((sum, { payments }) => sum + payments, 0)).toBe(ROWS)
  expect(comparison.outcomes.length).toBeGreaterThan(2)
  for (const { champion_outcome, outcome, payments, own_amount } of comparison.outcomes) {
    const same = rows.filter((_, i) => decided[i]?.outcome === champion_outcome && outcomeOf(i) === outcome)
    expect(payments).toBe(same.length)
    expect(Number(own_amount)).toBe(same.reduce((sum, { amount }) => sum + Number(amount), 0))
  }
  expect(comparison.latency?.samples).toBeGreaterThan(0)
  expect(comparison.latency?.champion.p50).toBeGreaterThan(0)
})

test('counts few decisions one by one, many by the totals of the hours after the first, and says so', async () => {
  const counted = await mintTenant()
  const tenantId = counted.tenant.id
  const hour = Math.floor(Date.now() / HOUR_MS - 48) * HOUR_MS
  const scoredAt = (ms: number, i: number) => {
    const id = firstIdAt(new Date(ms)).replace(/.{4}$/, String(i).padStart(4, '0'))
    return storedScore({ id, occurredAt: new Date(ms) })
  }
  const first = Array.from({ length: 15 }, (_, i) => scoredAt(hour + 60_000 * (1 + i), i))
  const later = Array.from({ length: 25 }, (_, i) => scoredAt(hour + HOUR_MS * (1 + (i % 5)), i))
  await storeScores(counted, [...first, ...later])
  const [challengerId, championId] = [newId(), newId()]
  await withClient('superuser', (client) =>
    client.query(
      `insert into challenger_scores (tenant_id, model_version_id, transaction_id, champion_version_id, decided, score, outcome,
         champion_score, champion_outcome, own_amount)
       values ($1, $2, $3, $4, false, 0.5, 'approve', 0.5, 'approve', 1)`,
      [tenantId, challengerId, first[5]?.id, championId],
    ),
  )
  const compared = { tenantId, challengerId, championId, since: new Date(hour - HOUR_MS) }
  const countWith = (most: number) =>
    withTenant({ tenantId }, (tx) => countDecided(tx, compared, 'Asia/Kolkata', most))
  // By the clock of India the hour of the first comparison began at half past of UTC, and so do the totals.
  expect(await countWith(35)).toEqual({ decisions: 35, decisions_counted: 'exactly' })
  await withClient('superuser', (client) =>
    client.query(`update activity_hours set hour = hour - interval '30 minutes' where tenant_id = $1`, [
      tenantId,
    ]),
  )
  expect(await countWith(34)).toEqual({ decisions: 35, decisions_counted: 'by-hour' })
  expect(await countWith(9)).toEqual({ decisions: 34, decisions_counted: 'at-least' })
})

test('the swap set by amount, in pages, per direction', async () => {
  const flips = decided
    .map((response, i) => ({ response, i }))
    .filter(({ response, i }) => response.outcome !== outcomeOf(i))
  expect(flips.length).toBeGreaterThan(5)
  const read = async (flip: 'all' | 'caught' | 'released') => {
    const ids: string[] = []
    let amounts: number[] = []
    for (let cursor: string | undefined; ;) {
      const page = await listSwapSet(minted.as.analyst, challenger, { flip, limit: 4, cursor })
      ids.push(...page.items.map(({ transaction_id }) => transaction_id))
      amounts = [...amounts, ...page.items.map(({ own_amount }) => Number(own_amount))]
      if (page.next_cursor === null) return { ids, amounts }
      cursor = page.next_cursor
    }
  }
  const all = await read('all')
  expect(all.amounts).toEqual(all.amounts.toSorted((a, b) => b - a))
  const idsOf = (of: typeof flips) => of.map(({ response }) => response.transaction_id).sort()
  expect(all.ids.toSorted()).toEqual(idsOf(flips))
  const caught = flips.filter(({ response, i }) => !isFlagged(response.outcome) && isFlagged(outcomeOf(i)))
  const released = flips.filter(({ response, i }) => isFlagged(response.outcome) && !isFlagged(outcomeOf(i)))
  expect((await read('caught')).ids.toSorted()).toEqual(idsOf(caught))
  expect((await read('released')).ids.toSorted()).toEqual(idsOf(released))
})

test('precision and recall on mature labels, with Wilson intervals', async () => {
  const labelled = decided.slice(0, 30)
  const isFraud = (i: number) => i % 3 === 0
  for (const [i, { transaction_id }] of labelled.entries()) {
    const decision = isFraud(i) ? 'confirmed_fraud' : 'false_positive'
    await recordDecision(minted.as.analyst, transaction_id, { decision })
  }
  const young = await getComparison(minted.as.analyst, challenger, DAYS)
  expect(young.quality).toMatchObject({ labelled: 0, frauds: 0, champion: { precision: null, recall: null } })

  const { quality } = await getComparison(
    minted.as.analyst,
    challenger,
    DAYS,
    later((await readLabelDelay(minted.tenant.id)) + 1),
  )
  const expected = (flagged: (i: number) => boolean) => {
    const of = labelled.map((_, i) => i)
    const hits = of.filter((i) => flagged(i) && isFraud(i)).length
    return {
      precision: wilson(hits, of.filter(flagged).length),
      recall: wilson(hits, of.filter(isFraud).length),
    }
  }
  expect(quality).toMatchObject({
    labelled: 30,
    frauds: 10,
    capped: false,
    champion: expected((i) => isFlagged(decided[i]?.outcome)),
    challenger: expected((i) => blocks(rows[i])),
  })
})

test('a stranger sees nothing of it, and an unknown model does not exist', async () => {
  expect((await listChallengers(stranger.as.admin)).items).toEqual([])
  for (const id of [challenger, newId()]) {
    await expect(getComparison(stranger.as.admin, id, DAYS)).rejects.toMatchObject({ code: 'not-found' })
    const swapSet = listSwapSet(stranger.as.admin, id, { flip: 'all', limit: 5 })
    await expect(swapSet).rejects.toMatchObject({ code: 'not-found' })
  }
})

test('the operations return these figures, and name each problem', async () => {
  const headers = { authorization: `Bearer ${key}` }
  const list = await callOperation(listChallengersOperation, { headers })
  expect(await list.json()).toMatchObject({ champion: { stage: 'production' }, items: [{ id: challenger }] })
  const params = { id: challenger }
  const compared = await callOperation(getComparisonOperation, { headers, params, query: '?days=30' })
  expect(await compared.json()).toMatchObject({ compared: ROWS, model: { id: challenger } })
  const wrong = await callOperation(getComparisonOperation, { headers, params, query: '?days=8' })
  expect(wrong.status).toBe(400)
  const unknown = await callOperation(getComparisonOperation, { headers, params: { id: newId() } })
  expect(unknown.status).toBe(404)
  const page = await callOperation(listSwapSetOperation, { headers, params, query: '?flip=caught&limit=1' })
  const { items, next_cursor } = await page.json()
  expect([page.status, items.length]).toEqual([200, 1])
  // A cursor of one list is not valid for another.
  const query = `?flip=released&cursor=${next_cursor}`
  expect((await callOperation(listSwapSetOperation, { headers, params, query })).status).toBe(400)
})
