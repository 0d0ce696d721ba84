import { decide, type ListStates, type Outcome } from '@/lib/engine/policy'
import { previewChange } from '@/lib/governance/changes'
import { readImpact } from '@/lib/governance/changes/impact/read-impact'
import type { Change, Impact, ImpactWindow } from '@/lib/governance/changes/schema'
import { applyVelocity } from '@/lib/governance/velocity'
import { withTenant } from '@/lib/platform/db'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { type StoredScore, storedScore, storeScores } from '../../../support/stored-scores'

/** The impact from the database equals plain code that decides each stored row again. */
const DAY_MS = 86_400_000
const NOW = Date.now()
const POLICY = { version: 1, reviewThreshold: 0.019, blockThreshold: 0.5, mediumFrom: 0.019, highFrom: 0.5 }
const COSTS = { review: 5, stopped: 7 }

function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return (state >>> 8) / 2 ** 24
  }
}

const LISTS: readonly [Partial<ListStates>, number][] = [
  [{ sender: 'blocked' }, 0.03],
  [{ device: 'blocked' }, 0.02],
  [{ receiver: 'trusted' }, 0.04],
  [{ phone: 'trusted' }, 0.04],
]
const NONE: ListStates = { sender: null, receiver: null, device: null, phone: null }

const random = numbers(3)
function listsOf(): ListStates {
  let left = random()
  for (const [lists, share] of LISTS) {
    if ((left -= share) < 0) return { ...NONE, ...lists }
  }
  return NONE
}

const rows: StoredScore[] = Array.from({ length: 900 }, (_, i) => {
  const score = Math.min(0.99, 0.0005 * Math.exp(8 * random() ** 2))
  const verdict = decide(POLICY, score, listsOf(), () => [])
  return storedScore({
    occurredAt: new Date(NOW - (0.01 + 125 * random()) * DAY_MS),
    score,
    amount: Math.round(1 + 50_000 * random() ** 3) / 100,
    outcome: verdict.outcome,
    codes: verdict.reasonCodes,
    sender: `C-${i % 40}`,
    device: i % 3 === 0 ? `D-${i % 30}` : null,
    isFraud: random() < 0.15 ? random() < 0.1 + score : null,
  })
})

let minted: MintedTenant
beforeAll(async () => {
  minted = await mintTenant()
  await storeScores(minted, rows)
  await withClient('superuser', (client) =>
    client.query('update tenants set stopped_payment_cost = $2 where id = $1', [
      minted.tenant.id,
      COSTS.stopped,
    ]),
  )
})

/** The lists that a row is known to have met, with those that the change adds. */
function knownLists({ codes }: StoredScore, added: Partial<ListStates> = {}): ListStates {
  const of = (party: string) =>
    codes.includes(`${party}_blocked`) ? 'blocked' : codes.includes(`${party}_trusted`) ? 'trusted' : null
  return {
    sender: of('sender'),
    receiver: of('receiver'),
    device: of('device'),
    phone: of('phone'),
    ...added,
  }
}

type Decide = (row: StoredScore) => Outcome
const under =
  (
    thresholds: Partial<typeof POLICY>,
    added: (row: StoredScore) => Partial<ListStates> = () => ({}),
  ): Decide =>
  (row) =>
    decide({ ...POLICY, ...thresholds }, row.score, knownLists(row, added(row)), () => []).outcome

const cost = (outcome: Outcome, p: number, amount: number): number =>
  outcome === 'approve'
    ? p * amount
    : outcome === 'review'
      ? COSTS.review
      : COSTS.review + COSTS.stopped * (1 - p)

const LOWER = { review_threshold: 0.002, block_threshold: 0.5 }
/** With slices of 50 rows. */
const readInSlices = (budgetMs: number): Promise<Impact> =>
  withTenant({ tenantId: minted.tenant.id }, (tx) =>
    readImpact(
      tx,
      minted.tenant,
      { days: 90, labelDelayDays: 12, limits: { sliceRows: 50, budgetMs } },
      { before: { review_threshold: 0.019, block_threshold: 0.5 }, after: LOWER, hits: null },
    ),
  )

function expectImpact(impact: Impact | null, before: Decide, after: Decide): void {
  expect(impact?.windows.map(({ days }) => days)).toEqual([7, 30, 90])
  for (const window of impact?.windows ?? []) expectWindow(window, impact as Impact, before, after)
}

function expectWindow(window: ImpactWindow, { to }: Impact, before: Decide, after: Decide): void {
  const from = Date.parse(window.from)
  const end = Date.parse(to)
  expect(end - from).toBeGreaterThanOrEqual(window.days * DAY_MS)
  expect(end - from).toBeLessThan(window.days * DAY_MS + 3_600_000)
  const own = rows.filter(({ occurredAt }) => occurredAt.getTime() >= from && occurredAt.getTime() < end)
  const flips = own.filter((row) => before(row) !== after(row))
  const count = (decided: Decide, wanted: (outcome: Outcome) => boolean) =>
    own.filter((row) => wanted(decided(row)))
  const isAlert = (outcome: Outcome) => outcome !== 'approve'
  const isBlock = (outcome: Outcome) => outcome === 'block'
  const cents = (of: StoredScore[]) => of.reduce((sum, { amount }) => sum + Math.round(amount * 100), 0)
  expect(window.transactions).toBe(own.length)
  expect(window.alerts).toEqual({
    before: count(before, isAlert).length,
    after: count(after, isAlert).length,
  })
  for (const [side, decided] of [
    ['before', before],
    ['after', after],
  ] as const) {
    const blocked = count(decided, isBlock)
    expect(window.blocked[side].transactions).toBe(blocked.length)
    expect(Math.round(Number(window.blocked[side].amount) * 100)).toBe(cents(blocked))
  }
  expect(window.flipped).toBe(flips.length)
  expect(window.flips.reduce((sum, { transactions }) => sum + transactions, 0)).toBe(flips.length)
  const net = flips.reduce(
    (sum, row) => sum + cost(before(row), row.score, row.amount) - cost(after(row), row.score, row.amount),
    0,
  )
  expect(Number(window.money.net.expected)).toBeCloseTo(net, 1)
  expect(Number(window.money.net.low)).toBeLessThanOrEqual(Number(window.money.net.high))

  const [labelsFrom, labelsTo] = [window.labels.from, window.labels.to].map((at) => Date.parse(at))
  expect((end - (labelsTo as number)) / DAY_MS).toBeCloseTo(12, 6)
  const mature = rows.filter(
    ({ occurredAt, isFraud }) =>
      isFraud !== null &&
      occurredAt.getTime() >= (labelsFrom as number) &&
      occurredAt.getTime() < (labelsTo as number),
  )
  const stopped = (isFraud: boolean, decided: Decide) =>
    mature.filter((row) => row.isFraud === isFraud && isAlert(decided(row))).length
  expect(window.labels).toMatchObject({
    frauds: mature.filter(({ isFraud }) => isFraud).length,
    frauds_stopped: { before: stopped(true, before), after: stopped(true, after) },
    genuine_stopped: { before: stopped(false, before), after: stopped(false, after) },
  })
}

const preview = async (change: Change) => (await previewChange(minted.as.admin, { change, days: 90 })).impact
const policy = (payload: Extract<Change, { kind: 'policy' }>['payload']) =>
  preview({ kind: 'policy', payload })

test('a higher review threshold, found by the indexes of bands and alerts', async () => {
  expectImpact(await policy({ review_threshold: 0.08 }), under({}), under({ reviewThreshold: 0.08 }))
})

test('a lower review threshold, found by the scores of all rows', async () => {
  expectImpact(await policy({ review_threshold: 0.002 }), under({}), under({ reviewThreshold: 0.002 }))
})

test('both thresholds, in both directions', async () => {
  const after = { reviewThreshold: 0.01, blockThreshold: 0.9 }
  expectImpact(await policy({ review_threshold: 0.01, block_threshold: 0.9 }), under({}), under(after))
  const strict = { reviewThreshold: 0.3, blockThreshold: 0.3 }
  expectImpact(await policy({ review_threshold: 0.3, block_threshold: 0.3 }), under({}), under(strict))
})

test('names the largest flips, which can be opened', async () => {
  const impact = await policy({ review_threshold: 0.002 })
  const [before, after] = [under({}), under({ reviewThreshold: 0.002 })]
  const from = Date.parse(impact?.windows.at(-1)?.from ?? '')
  const largest = rows
    .filter((row) => row.occurredAt.getTime() >= from && before(row) !== after(row))
    .toSorted((a, b) => b.amount - a.amount)
    .slice(0, 20)
  expect(impact?.largest_flips.map(({ amount }) => Number(amount))).toEqual(
    largest.map(({ amount }) => amount),
  )
  expect(impact?.largest_flips[0]).toMatchObject({
    transaction_id: largest[0]?.id,
    sender_account: largest[0]?.sender,
    score: largest[0]?.score,
    from: 'approve',
    to: 'review',
  })
})

test('counts many rows slice by slice to the same figures, and names the largest of all slices', async () => {
  const [impact, whole] = [await readInSlices(60_000), await policy({ review_threshold: 0.002 })]
  expectImpact(impact, under({}), under({ reviewThreshold: 0.002 }))
  expect(impact.counted_from).toBeNull()
  expect(impact.largest_flips).toEqual(whole?.largest_flips)
  const ranges = (of: Impact | null) => of?.windows.map(({ money }) => [money.net.low, money.net.high])
  expect(ranges(impact)).toEqual(ranges(whole))
})

test('when the time is up, says from when on it counted, and counts everything since then', async () => {
  const impact = await readInSlices(0)
  const from = Date.parse(impact.counted_from ?? '')
  const until = Date.parse(impact.to)
  const counted = rows.filter(({ occurredAt: at }) => at.getTime() >= from && at.getTime() < until)
  expect(counted.length).toBeGreaterThan(0)
  expect(counted.length).toBeLessThanOrEqual(50)
  const [before, after] = [under({}), under({ reviewThreshold: 0.002 })]
  const longest = impact.windows.at(-1)
  expect(longest).toMatchObject({
    days: 90,
    transactions: counted.length,
    flipped: counted.filter((row) => before(row) !== after(row)).length,
  })
  expect(longest?.covered_days).toBeCloseTo(Math.max(1, (until - from) / DAY_MS), 6)
  expect(impact.largest_flips.every(({ occurred_at: at }) => Date.parse(at) >= from)).toBe(true)
})

test('new list entries, with the lists that were met at scoring', async () => {
  const entry = (kind: 'account' | 'device', entity_id: string, list_type: 'blocked' | 'trusted') => {
    return { kind, entity_id, list_type, received: null, reason: null, expires_at: null }
  }
  const entries = [
    entry('account', 'C-1', 'blocked'),
    entry('account', 'C-2', 'trusted'),
    entry('device', 'D-3', 'trusted'),
    entry('device', 'D-6', 'blocked'),
    entry('account', 'C-unknown', 'blocked'),
  ]
  const listOf = (kind: string, id: string | null) =>
    entries.find((known) => known.kind === kind && known.entity_id === id)?.list_type
  const added = (row: StoredScore): Partial<ListStates> => {
    const known = knownLists(row)
    const [sender, device] = [listOf('account', row.sender), listOf('device', row.device)]
    return {
      sender: known.sender === 'blocked' ? 'blocked' : (sender ?? known.sender),
      device: known.device === 'blocked' ? 'blocked' : (device ?? known.device),
    }
  }
  const impact = await preview({ kind: 'watchlist-bulk', payload: { entries } })
  expectImpact(impact, under({}), under({}, added))
  expect(impact?.windows.at(-1)?.flipped).toBeGreaterThan(0)
})

test('a withdrawn label does not count', async () => {
  const known = rows.find(
    ({ isFraud, occurredAt }) =>
      isFraud === true && Math.abs(NOW - occurredAt.getTime() - 50 * DAY_MS) < 30 * DAY_MS,
  ) as StoredScore
  const before = await policy({ review_threshold: 0.08 })
  await withClient('superuser', (client) =>
    client.query(
      `insert into transaction_labels (tenant_id, id, transaction_id, is_fraud, sign, source, arrived_at)
       select tenant_id, gen_random_uuid(), transaction_id, is_fraud, -1, source, arrived_at
         from transaction_labels where tenant_id = $1 and transaction_id = $2`,
      [minted.tenant.id, known.id],
    ),
  )
  const after = await policy({ review_threshold: 0.08 })
  const frauds = (impact: Impact | null) => impact?.windows.at(-1)?.labels.frauds ?? 0
  expect(frauds(after)).toBe(frauds(before) - 1)
  known.isFraud = null
})

test('a tenant without transactions gets zeros', async () => {
  const empty = await mintTenant()
  const change = { kind: 'policy' as const, payload: { review_threshold: 0.1 } }
  const { impact } = await previewChange(empty.as.admin, { change, days: 7 })
  expect(impact?.windows).toMatchObject([
    { days: 7, transactions: 0, flipped: 0, alerts: { before: 0, after: 0 } },
  ])
  expect(impact?.largest_flips).toEqual([])
})

test('applies the velocity rule in force to the severities that were recorded', async () => {
  const own = await mintTenant()
  const at = { occurredAt: new Date(NOW - DAY_MS), score: 0.3, outcome: 'review' as const }
  await storeScores(own, [
    storedScore({ ...at, codes: ['score_above_review', 'velocity_high'] }),
    storedScore({ ...at, codes: ['score_above_review', 'velocity_low'] }),
    storedScore({ ...at, codes: ['score_above_review'] }),
    storedScore({ ...at, codes: ['velocity_critical'], score: 0.001, outcome: 'block' }),
  ])
  const change: Change = { kind: 'policy', payload: { review_threshold: 0.5, block_threshold: 0.9 } }
  const window = async () => (await previewChange(own.as.admin, { change, days: 7 })).impact?.windows[0]
  expect(await window()).toMatchObject({ alerts: { before: 3, after: 0 }, flipped: 3 })

  const rule = {
    window_seconds: 60,
    threshold: 10,
    review_from: 'high',
    block_from: 'critical',
    rings: null,
  } as const
  await withTenant({ tenantId: own.tenant.id }, (tx) => applyVelocity(tx, own.as.admin, rule, null))
  expect(await window()).toMatchObject({ alerts: { before: 4, after: 2 }, flipped: 2 })
})
