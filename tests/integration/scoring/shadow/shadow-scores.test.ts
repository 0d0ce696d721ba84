/** @own-database */
import { registerModel, stageModel } from '@/lib/governance/models'
import { NO_SIGNAL } from '@/lib/engine/policy'
import { metrics } from '@/lib/platform/metrics'
import { settleBackground } from '@/lib/platform/background'
import { newId } from '@/lib/platform/ids'
import {
  CHAMPION,
  type DecidedRow,
  offerDecided,
  pruneChallengerScores,
  settleShadow,
} from '@/lib/scoring/shadow'
import { MAX_CANARY_ROWS, MAX_ROWS } from '@/lib/scoring/shadow/shadow-queue'
import { moveThrough, useChallenger } from '../../../support/challenger-model'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { scoreRows, tyingRows } from '../../../support/scored-rows'
import { paysimRow, score, scoringKey } from '../../../support/scoring'

/** Challengers score what was decided, after the response, from the same states; nothing they do changes a decision. */
const OTHER = { name: 'paysim', version: '2.0.0' }

interface ScoreRow {
  transaction_id: string
  champion_version_id: string
  decided: boolean
  score: number
  outcome: string
  champion_score: number
  champion_outcome: string
  own_amount: string
  latency_ms: number | null
}

const query = <T>(sql: string, values: unknown[]): Promise<T[]> =>
  withClient('superuser', async (client) => (await client.query(sql, values)).rows as T[])

const scoresOf = ({ tenant }: MintedTenant, modelId: string) =>
  query<ScoreRow>(
    'select * from challenger_scores where tenant_id = $1 and model_version_id = $2 order by transaction_id',
    [tenant.id, modelId],
  )

const gapsOf = ({ tenant }: MintedTenant) =>
  query<{ reason: string; payments: string; detail: string | null }>(
    'select reason, payments, detail from challenger_gaps where tenant_id = $1 order by reason',
    [tenant.id],
  )

let minted: MintedTenant
let key: string
beforeEach(async () => {
  minted = await mintTenant()
  key = await scoringKey(minted)
})

test('a shadow model gets the features of the states that decided, single and in a batch', async () => {
  const { id } = await stageModel(minted.as.admin, OTHER.name, OTHER.version)
  await moveThrough(minted, id, ['shadow'])
  // The same accounts again: a vector from later states would differ.
  const rows = [...tyingRows(4, 'a'), ...tyingRows(4, 'a'), ...tyingRows(4, 'a')]
  const decided = await scoreRows(key, rows.slice(0, 8))
  for (const row of rows.slice(8)) decided.push(await (await score(row, { key })).json())
  await settleShadow()

  const alone = await mintTenant()
  await registerModel(alone.as.admin, OTHER.name, OTHER.version)
  const expected = await scoreRows(await scoringKey(alone), rows)
  const stored = new Map((await scoresOf(minted, id)).map((row) => [row.transaction_id, row]))
  expect(stored.size).toBe(rows.length)
  decided.forEach((response, i) => {
    const row = stored.get(response.transaction_id)
    expect(row).toMatchObject({
      decided: false,
      champion_score: response.score,
      champion_outcome: response.outcome,
      own_amount: String(rows[i]?.amount),
    })
    expect(row?.score).toBeCloseTo(expected[i]?.score ?? -1, 12)
  })
  expect([...stored.values()].some(({ latency_ms }) => latency_ms !== null)).toBe(true)
})

test('the totals per hour equal the rows; what was not scored anew is not compared', async () => {
  const shadow = await useChallenger(minted, 'totals', (amount) => (amount > 100 ? 5 : -5), ['shadow'])
  const row = paysimRow({ external_id: 'once', amount: 200 })
  await score(row, { key })
  await score(row, { key })
  expect((await score(paysimRow({ amount: -1 }), { key })).status).toBe(400)
  await scoreRows(key, tyingRows(30, 'totals'))
  await settleShadow()
  const stored = await scoresOf(minted, shadow.id)
  expect(stored).toHaveLength(31)
  const hours = await query<{ outcome: string; champion_outcome: string; payments: string; amount: string }>(
    `select outcome, champion_outcome, sum(payments) as payments, sum(own_amount) as amount from challenger_hours
      where tenant_id = $1 and model_version_id = $2 group by 1, 2`,
    [minted.tenant.id, shadow.id],
  )
  for (const { outcome, champion_outcome, payments, amount } of hours) {
    const alike = stored.filter((one) => one.outcome === outcome && one.champion_outcome === champion_outcome)
    expect(alike).toHaveLength(Number(payments))
    expect(alike.reduce((sum, one) => sum + Number(one.own_amount), 0)).toBeCloseTo(Number(amount), 6)
  }
  expect(hours.reduce((sum, { payments }) => sum + Number(payments), 0)).toBe(31)
  expect(await gapsOf(minted)).toEqual([])
})

test('a challenger whose bundle is missing is named, and production scores on', async () => {
  const id = newId()
  await query(
    `insert into model_versions (tenant_id, id, name, version, stage, manifest_sha256, feature_names, metrics)
     values ($1, $2, 'sentinel', '9.9.9', 'shadow', repeat('0', 64), '{}', '{}')`,
    [minted.tenant.id, id],
  )
  for (let i = 0; i < 3; i++) {
    expect((await score(paysimRow(), { key })).status).toBe(200)
    await settleBackground()
  }
  await settleShadow()
  expect(await gapsOf(minted)).toEqual([
    { reason: 'not-loaded', payments: '3', detail: expect.stringContaining('manifest.json') as string },
  ])
})

test('a challenger that fails costs its own comparison only', async () => {
  const failing = await useChallenger(
    minted,
    'failing',
    () => {
      throw new Error('out of memory')
    },
    ['shadow'],
  )
  const fine = await useChallenger(minted, 'fine', () => 0, ['shadow'])
  await scoreRows(key, tyingRows(5, 'failing'))
  await settleShadow()
  expect(await scoresOf(minted, failing.id)).toHaveLength(0)
  expect(await scoresOf(minted, fine.id)).toHaveLength(5)
  expect(await gapsOf(minted)).toEqual([{ reason: 'failed', payments: '5', detail: 'out of memory' }])
})

describe('the queue', () => {
  const rowsOf = (count: number): DecidedRow[] =>
    Array.from({ length: count }, () => ({
      transactionId: newId(),
      sender: 'C1',
      amountMinor: 100,
      lists: { sender: null, receiver: null, device: null, phone: null },
      signal: NO_SIGNAL,
      decidedBy: CHAMPION,
      score: 0.1,
      outcome: 'approve',
      latencyMs: null,
    }))

  test('sheds what exceeds its bound, and counts it', async () => {
    const shadow = await useChallenger(minted, 'shed', () => 0, ['shadow'])
    const { loadedModelOf } = await import('@/lib/scoring/bundles')
    const scorerOf = (id: string, name: string, stage: 'production' | 'shadow') => {
      const version = { id, name, version: '1.0.0', manifestSha256: '', origin: 'shipped' }
      const model = loadedModelOf(minted.tenant.id, version)
      if (!model) throw new Error('not in memory')
      return { ...version, stage, stageVersion: 1, share: null, slowMs: null, model }
    }
    const scorers = [scorerOf(newId(), 'shed', 'production'), scorerOf(shadow.id, 'shed', 'shadow')]
    const policy = { version: 1, reviewThreshold: 0.5, blockThreshold: 0.9, mediumFrom: 0.3, highFrom: 0.8 }
    const offer = (count: number) => {
      const matrix = new Float32Array(count).fill(1)
      const decided = { tenantId: minted.tenant.id, policy, scorers, matrices: [matrix, matrix] }
      offerDecided({ ...decided, rows: rowsOf(count) }, [])
    }
    const shedBefore = (await metrics.challengerRows.get()).values.find(
      ({ labels }) => labels.result === 'shed',
    )
    for (let i = 0; i < 100; i++) offer(100)
    await settleShadow()
    const stored = await scoresOf(minted, shadow.id)
    expect(stored).toHaveLength(MAX_ROWS)
    expect(await gapsOf(minted)).toEqual([
      { reason: 'shed', payments: String(10_000 - MAX_ROWS), detail: null },
    ])
    const shed = (await metrics.challengerRows.get()).values.find(({ labels }) => labels.result === 'shed')
    expect((shed?.value ?? 0) - (shedBefore?.value ?? 0)).toBe(10_000 - MAX_ROWS)
    expect(MAX_CANARY_ROWS).toBeGreaterThan(MAX_ROWS)
  })
})

test('two processes prune a score once, and keep the totals', async () => {
  const shadow = await useChallenger(minted, 'pruned', () => 0, ['shadow'])
  await scoreRows(key, tyingRows(6, 'pruned'))
  await settleShadow()
  await query(`update challenger_scores set scored_at = now() - interval '91 days' where tenant_id = $1`, [
    minted.tenant.id,
  ])
  await Promise.all([pruneChallengerScores(new Date(), 2), pruneChallengerScores(new Date(), 2)])
  await pruneChallengerScores(new Date())
  expect(await scoresOf(minted, shadow.id)).toEqual([])
  const [{ payments } = { payments: '0' }] = await query<{ payments: string }>(
    'select sum(payments) as payments from challenger_hours where tenant_id = $1',
    [minted.tenant.id],
  )
  expect(payments).toBe('6')
})
