import { decide, type Outcome } from '@/lib/engine/policy'
import { previewChange } from '@/lib/governance/changes'
import type { Change, ChangePreview } from '@/lib/governance/changes/schema'
import { listModels, stageModel } from '@/lib/governance/models'
import { moveThrough } from '../../../support/challenger-model'
import { MODEL, type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { type StoredScore, storedScore, storeScores } from '../../../support/stored-scores'

/** The impact of another production model, from the payments that both scored, equals plain code on the same rows. */
const DAY_MS = 86_400_000
const NOW = Date.now()
/** As the bundle recommends: the policy in force and the one that a promotion brings. */
const POLICY = { version: 1, reviewThreshold: 0.019, blockThreshold: 0.5, mediumFrom: 0.019, highFrom: 0.5 }
const CANARY = { name: 'paysim', version: '2.0.0' }
const CANARY_REVIEW = 1.8e-5

let random = 7
const uniform = () => (random = (Math.imul(random, 1_103_515_245) + 12_345) >>> 0) / 2 ** 32

const listsOf = (isTrusted: boolean) => ({
  sender: isTrusted ? ('trusted' as const) : null,
  receiver: null,
  device: null,
  phone: null,
})

/** A payment with the score of the challenger beside it; null where it was not compared. */
interface Row extends StoredScore {
  other: number | null
}
const rows: Row[] = Array.from({ length: 400 }, (_, i) => {
  const score = Math.min(0.99, 0.001 * Math.exp(7 * uniform() ** 2))
  const codes = i % 25 === 0 ? ['sender_trusted'] : []
  const occurredAt = new Date(NOW - (0.1 + 19 * uniform()) * DAY_MS)
  const isTrusted = codes.length > 0
  const { outcome } = decide(POLICY, score, listsOf(isTrusted), () => [])
  // Ids grow with the time of receipt.
  const time = occurredAt.getTime().toString(16).padStart(12, '0')
  const id = `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${String(i).padStart(12, '0')}`
  const amount = Math.round(100 + 9_900 * uniform()) / 100
  return {
    ...storedScore({ id, occurredAt, score, amount, outcome, codes }),
    other: i % 10 === 0 ? null : 1e-6 * Math.exp(14 * uniform() ** 3),
  }
})

let minted: MintedTenant
let challenger: string
let champion: string

beforeAll(async () => {
  minted = await mintTenant()
  await storeScores(minted, rows)
  challenger = (await stageModel(minted.as.admin, CANARY.name, CANARY.version)).id
  champion = (await listModels(minted.as.admin)).items.find(({ name }) => name === MODEL.name)?.id ?? ''
})

/** As the shadow would have stored it. */
const storeComparison = (challengerId: string, championId: string) =>
  withClient('superuser', async (client) => {
    const compared = rows.filter(({ other }) => other !== null)
    const thresholds = [CANARY_REVIEW, POLICY.reviewThreshold]
    await client.query(
      `insert into challenger_scores (tenant_id, model_version_id, transaction_id, champion_version_id, decided, score,
         outcome, champion_score, champion_outcome, own_amount, scored_at)
       select $1, $2, id, $3, false, score, case when score >= $8 then 'review' else 'approve' end, champion,
              case when champion >= $9 then 'review' else 'approve' end, amount, at
         from unnest($4::uuid[], $5::float8[], $6::float8[], $7::numeric[], $10::timestamptz[]) r (id, score, champion, amount, at)`,
      [
        minted.tenant.id,
        challengerId,
        championId,
        compared.map(({ id }) => id),
        compared.map(({ other }) => other),
        compared.map(({ score }) => score),
        compared.map(({ amount }) => amount),
        ...thresholds,
        compared.map(({ occurredAt }) => occurredAt.toISOString()),
      ],
    )
    await client.query(
      `insert into challenger_hours
       select tenant_id, model_version_id, date_trunc('hour', scored_at, 'UTC'), champion_version_id, decided, champion_outcome,
              outcome, count(*), sum(own_amount)
         from challenger_scores where tenant_id = $1 group by 1, 2, 3, 4, 5, 6, 7`,
      [minted.tenant.id],
    )
  })

const preview = (action: 'promote' | 'rollback', id = challenger): Promise<ChangePreview> => {
  const change: Change = { kind: 'model-production', payload: { model_id: id, action } }
  return previewChange(minted.as.admin, { change, days: 30 })
}
const under = (row: Row, score: number, review: number, block: number): Outcome =>
  decide(
    { ...POLICY, reviewThreshold: review, blockThreshold: block },
    score,
    listsOf(row.codes.length > 0),
    () => [],
  ).outcome

it('a model that has not scored beside the production model shows its test slice, and says so', async () => {
  await moveThrough(minted, challenger, ['shadow', 'canary'])
  const { impact, test_slice: slice } = await preview('promote')
  expect(impact).toBeNull()
  expect(slice).toMatchObject({
    payments: expect.any(Number) as number,
    frauds: expect.any(Number) as number,
  })
  expect(slice?.pr_auc?.value).toBeGreaterThan(0)
})

it('compares both models under their own thresholds on the payments that both scored', async () => {
  await storeComparison(challenger, champion)
  const { impact, after, test_slice: slice } = await preview('promote')
  expect(slice).toBeNull()
  const [review, block] = [Number(after.review_threshold), Number(after.block_threshold)]
  const compared = rows.flatMap((row) => (row.other === null ? [] : [{ row, other: row.other }]))
  const judged = compared.map(({ row, other }) => ({
    row,
    mean: (row.score + other) / 2,
    was: under(row, row.score, POLICY.reviewThreshold, POLICY.blockThreshold),
    will: under(row, other, review, block),
  }))
  const flagged = (side: 'was' | 'will') => judged.filter((of) => of[side] !== 'approve').length
  const flipped = judged.filter(({ was, will }) => was !== will)
  expect(flipped.length).toBeGreaterThan(20)
  const longest = impact?.windows.at(-1)
  expect(longest).toMatchObject({
    days: 30,
    transactions: compared.length,
    alerts: { before: flagged('was'), after: flagged('will') },
    flipped: flipped.length,
  })
  expect(longest?.covered_days).toBeGreaterThan(18)
  expect(longest?.covered_days).toBeLessThan(20)
  const week = judged.filter(
    ({ row }) => row.occurredAt.getTime() >= Date.parse(impact?.windows[0]?.from ?? ''),
  )
  expect(impact?.windows[0]).toMatchObject({
    days: 7,
    alerts: { before: week.filter(({ was }) => was !== 'approve').length },
    transactions: week.length,
  })
  const [largest] = flipped.toSorted((a, b) => b.row.amount - a.row.amount)
  expect(impact?.largest_flips[0]).toMatchObject({
    transaction_id: largest?.row.id,
    from: largest?.was,
    to: largest?.will,
    score: largest?.mean,
  })
  // 360 of the 400 payments of these days, counted by hours.
  expect(impact?.comparison?.share).toBeCloseTo(0.9, 2)
})

it('a former production model is compared by the scores of its successor beside it', async () => {
  await withClient('superuser', async (client) => {
    const move = (stage: string, id: string) =>
      client.query(
        'update model_versions set stage = $3, activated_at = now() where tenant_id = $1 and id = $2',
        [minted.tenant.id, id, stage],
      )
    await move('archived', champion)
    await move('production', challenger)
  })
  const forward = rows.filter((row) => row.other !== null)
  const { impact } = await preview('rollback', champion)
  const longest = impact?.windows.at(-1)
  // The policy in force is that of the successor's place; both sides are thresholds of these days.
  expect(longest?.transactions).toBe(forward.length)
  expect(longest?.alerts.before).toBe(
    forward.filter((row) => under(row, row.other ?? 0, 0.019, 0.5) !== 'approve').length,
  )
})
