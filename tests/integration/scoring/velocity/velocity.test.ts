/** Guarantees: docs/velocity.md, in the scoring path with a database. */

import { findCounterfactual, getTransaction } from '@/lib/desk/transactions'
import { withTenant } from '@/lib/platform/db'
import { applyVelocity } from '@/lib/governance/velocity'
import type { VelocityPayload } from '@/lib/governance/velocity/schema'
import { newId } from '@/lib/platform/ids'
import { identified } from '@/lib/scoring/path/identify'
import { ScoringRow } from '@/lib/scoring/path/job'
import { type ScoreResponse, transactionBody } from '@/lib/scoring/path/schema'
import { scoreGroup } from '@/lib/scoring/path/score-group'
import { addToWatchlist } from '@/lib/desk/watchlists'
import { inWorkers } from '../../../support/in-workers'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { replayedStates, storedStates } from '../../../support/replay-states'
import { scoreRows, usePolicy } from '../../../support/scored-rows'
import { score, scoringKey } from '../../../support/scoring'

const AT = Date.UTC(2026, 5, 1, 12)
let minted: MintedTenant
let key: string

beforeAll(async () => {
  minted = await mintTenant()
  key = await scoringKey(minted)
  // The score alone approves everything.
  await usePolicy(minted, [0.9, 0.95], [0.99, 0.999])
})

/** A payment of a small shop bill, at a time in milliseconds after `AT`. */
const payment = (name: string, ms = 0, more: Record<string, unknown> = {}) => ({
  external_id: newId(),
  occurred_at: new Date(AT + ms).toISOString(),
  type: 'PAYMENT',
  amount: 12.5,
  sender_account: `C-${name}`,
  receiver_account: 'M-shop',
  ...more,
})
const burst = (count: number, name: string, more: Record<string, unknown> = {}) =>
  Array.from({ length: count }, (_, i) => payment(name, i, more))

async function scoreOne(body: Record<string, unknown>): Promise<ScoreResponse> {
  const response = await score(body, { key })
  expect(response.status).toBe(200)
  return (await response.json()) as ScoreResponse
}

const setRule = (rule: Partial<VelocityPayload>) =>
  withTenant({ tenantId: minted.tenant.id }, (tx) => {
    const whole = {
      window_seconds: 60,
      threshold: 10,
      review_from: null,
      block_from: null,
      rings: null,
      ...rule,
    }
    return applyVelocity(tx, minted.as.admin, whole, null)
  })

const found = ({ outcome, reason_codes, velocity }: ScoreResponse) => ({
  outcome,
  reason_codes,
  velocity: velocity?.map(({ party, payments, severity }) => [party, payments, severity]),
})

it('names the velocity of sender, phone and device in the response and on the transaction, and changes no outcome by default', async () => {
  const parties = { phone: '+254722000111', device_id: 'D-burst' }
  const responses = await scoreRows(key, burst(26, 'facts', parties))
  expect(responses[9]?.velocity).toBeUndefined()
  expect(responses[9]?.reason_codes).toEqual([])
  const everyone = (payments: number, severity: string) =>
    ['sender', 'phone', 'device'].map((party) => [party, payments, severity])
  expect(found(responses[10]!)).toEqual({
    outcome: 'approve',
    reason_codes: ['velocity_low'],
    velocity: everyone(11, 'low'),
  })
  expect(found(responses[15]!)).toMatchObject({
    reason_codes: ['velocity_high'],
    velocity: everyone(16, 'high'),
  })
  const last = responses[25]!
  expect(found(last)).toMatchObject({
    reason_codes: ['velocity_critical'],
    velocity: everyone(26, 'critical'),
  })

  const detail = await getTransaction(minted.as.analyst, last.transaction_id)
  expect(detail.velocity).toEqual(last.velocity)
  expect(detail.velocity[0]).toEqual({
    party: 'sender',
    severity: 'critical',
    payments: 26,
    at_least: false,
    threshold: 10,
    window_seconds: 60,
  })
  expect((await getTransaction(minted.as.analyst, responses[0]!.transaction_id)).velocity).toEqual([])
})

it('counts a phone across senders, and the same in single calls and in a batch', async () => {
  const shared = (name: string, phone: string) =>
    Array.from({ length: 12 }, (_, i) => payment(`${name}-${i}`, i * 1_000, { phone }))
  const single: ScoreResponse[] = []
  for (const body of shared('one', '+254722000222')) single.push(await scoreOne(body))
  const batch = await scoreRows(key, shared('many', '+254722000333'))
  expect(single.map(found)).toEqual(batch.map(found))
  expect(found(batch[11]!).velocity).toEqual([['phone', 12, 'low']])
})

it('counts a repeated request once, and returns what it found then', async () => {
  const rows = burst(11, 'repeated')
  const first = await scoreRows(key, rows)
  const again = await scoreRows(key, rows)
  expect(again.map(({ velocity }) => velocity)).toEqual(first.map(({ velocity }) => velocity))
  expect((await scoreOne(payment('repeated', 20))).velocity?.[0]?.payments).toBe(12)
})

it('counts by the times of the payments: a late one in its own window', async () => {
  await scoreRows(key, burst(10, 'late'))
  expect(await scoreOne(payment('late', 600_000))).not.toHaveProperty('velocity')
  expect((await scoreOne(payment('late', 59_999))).velocity?.[0]).toMatchObject({
    payments: 11,
    severity: 'low',
  })
  expect(await scoreOne(payment('late', 120_000))).not.toHaveProperty('velocity')
})

it('counts exactly where several transactions score one sender at the same time, as two servers do', async () => {
  const { tenant } = minted
  const bodies = Array.from({ length: 30 }, (_, i) => payment('servers', i, { phone: '+254722000444' }))
  const bodiesOf = await inWorkers(4, bodies, async (body) => {
    const row = new ScoringRow(identified(tenant, transactionBody.parse(body)), new Date())
    const job = {
      ctx: minted.system,
      source: 'api' as const,
      rows: [row],
      idempotency: null,
      render: () => '',
      startedAt: performance.now(),
    }
    const [result] = await scoreGroup(tenant.id, [job])
    const [only] = result?.results ?? []
    return only?.kind === 'scored' ? (JSON.parse(only.body) as ScoreResponse) : null
  })
  // Whatever their order, one more payment after all of them sees each of them once.
  expect(bodiesOf.every((response) => response !== null)).toBe(true)
  expect((await scoreOne(payment('servers', 40, { phone: '+254722000444' }))).velocity).toMatchObject([
    { party: 'sender', payments: 31 },
    { party: 'phone', payments: 31 },
  ])
  const counts = await storedStates(tenant.id)
  expect(counts).toEqual(await replayedStates(tenant.id))
})

describe('the rule of the institution', () => {
  afterAll(() => setRule({}))

  it('reviews and blocks from the severities that it names; lists decide before it; old decisions stay', async () => {
    const before = await scoreRows(key, burst(4, 'ruled'))
    await setRule({ threshold: 2, window_seconds: 30, review_from: 'low', block_from: 'critical' })
    const after = await scoreRows(key, burst(6, 'ruling'))
    expect(after.map(({ outcome }) => outcome)).toEqual([
      'approve',
      'approve',
      'review',
      'review',
      'review',
      'block',
    ])
    expect(after[5]).toMatchObject({
      reason_codes: [expect.stringMatching(/^velocity_critical$/)],
      velocity: [{ threshold: 2, window_seconds: 30, payments: 6 }],
    })
    const { outcome, velocity } = await getTransaction(minted.as.analyst, before[3]!.transaction_id)
    expect([outcome, velocity]).toEqual(['approve', []])

    const entry = { kind: 'account', entity_id: 'C-payroll', list_type: 'trusted' } as const
    await addToWatchlist(minted.as.admin, entry)
    expect(found((await scoreRows(key, burst(6, 'payroll')))[5]!)).toMatchObject({
      outcome: 'approve',
      reason_codes: ['sender_trusted', 'velocity_critical'],
    })
    const counterfactual = await findCounterfactual(minted.as.analyst, after[5]!.transaction_id)
    expect(counterfactual).toMatchObject({ decided_by: 'velocity', flips: [] })
  })
})

it('counts no payment of another institution', async () => {
  const other = await scoringKey(await mintTenant())
  await scoreRows(key, burst(10, 'walls', { phone: '+254722000555', device_id: 'D-walls' }))
  const [response] = await scoreRows(other, [
    payment('walls', 20, { phone: '+254722000555', device_id: 'D-walls' }),
  ])
  expect(response).not.toHaveProperty('velocity')
})
