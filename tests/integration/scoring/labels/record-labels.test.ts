import { recordDecision, undoDecision } from '@/lib/desk/decisions'
import { recordLabels, type LabelReport } from '@/lib/scoring/labels'
import { withTenant } from '@/lib/platform/db'
import { storedVectors, useCatalogueModel } from '../../../support/catalogue-model'
import { inWorkers } from '../../../support/in-workers'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { replayedStates, storedStates } from '../../../support/replay-states'
import { scoreRows } from '../../../support/scored-rows'
import { scoringKey } from '../../../support/scoring'

const DAY_MS = 86_400_000

let minted: MintedTenant
let key: string

beforeEach(async () => {
  minted = await mintTenant()
  key = await scoringKey(minted)
})

const payment = (changes: Record<string, unknown> = {}) => ({
  type: 'PAYMENT',
  amount: 25,
  sender_account: 'C-payer',
  receiver_account: 'M-shop',
  device_id: 'phone-1',
  merchant_category: 'groceries',
  ...changes,
})

const scoreOne = async (changes: Record<string, unknown> = {}): Promise<string> => {
  const [scored] = await scoreRows(key, [payment(changes)])
  return scored?.transaction_id ?? ''
}

const decide = (id: string, decision: 'confirmed_fraud' | 'false_positive' | 'escalated') =>
  recordDecision(minted.as.analyst, id, { decision })

/** A label from another source than an analyst. */
const learn = (transactionId: string, isFraud: boolean | null, arrivedAt?: Date) => {
  const report: LabelReport = { transactionId, isFraud, source: 'seed', decisionId: null }
  const tenantId = minted.tenant.id
  return withTenant({ tenantId }, (tx) => recordLabels(tx, tenantId, [report], arrivedAt))
}

const labels = () =>
  withClient('superuser', async (client) => {
    const { rows } = await client.query(
      `select l.is_fraud, l.sign, l.source, l.decision_id, l.arrived_at, l.recorded_at, t.occurred_at
         from transaction_labels l join transactions t on t.tenant_id = l.tenant_id and t.id = l.transaction_id
        where l.tenant_id = $1 order by l.seq`,
      [minted.tenant.id],
    )
    return rows
  })
const reported = async () => (await labels()).map((row) => [row.is_fraud, row.sign, row.source])

const expectReplay = async () => {
  const stored = await storedStates(minted.tenant.id)
  expect(stored).toEqual(await replayedStates(minted.tenant.id))
  return stored
}

test('a decision of fraud or not fraud is a label; an escalation is not', async () => {
  const id = await scoreOne()
  await decide(id, 'escalated')
  expect(await labels()).toEqual([])
  const decided = await decide(id, 'confirmed_fraud')
  expect(await labels()).toMatchObject([
    { is_fraud: true, sign: 1, source: 'analyst', decision_id: decided.id },
  ])
  await decide(await scoreOne(), 'false_positive')
  expect(await reported()).toEqual([
    [true, 1, 'analyst'],
    [false, 1, 'analyst'],
  ])
  const { account, device, merchant_category } = await expectReplay()
  expect(account['C-payer']).not.toEqual(account['M-shop'])
  expect(Object.keys(device)).toEqual(['phone-1'])
  expect(Object.keys(merchant_category)).toEqual(['groceries'])
})

test('a label changes the features of later transactions of its entities, and of no others', async () => {
  await useCatalogueModel(minted)
  const elsewhere = { sender_account: 'C-x', receiver_account: 'M-x', device_id: 'x', merchant_category: 'x' }
  // The same minute three times, so that vectors differ by labels only, not by time.
  const at = { occurred_at: new Date(Date.now() - 60_000).toISOString() }
  const [own, other] = [
    { ...at, sender_account: 'C-a' },
    { ...at, ...elsewhere, sender_account: 'C-b' },
  ]
  await scoreRows(key, [payment(own), payment(other)])
  const fraud = await scoreOne({ ...at, sender_account: 'C-victim' })
  await scoreRows(key, [payment({ ...own, sender_account: 'C-c' })])
  await decide(fraud, 'confirmed_fraud')
  await scoreRows(key, [
    payment({ ...own, sender_account: 'C-c2' }),
    payment({ ...other, sender_account: 'C-d' }),
  ])
  const vectors = await storedVectors(minted)
  const { FEATURES } = await import('@/lib/engine/features')
  const feedback = FEATURES.flatMap(({ family }, i) => (family === 'label feedback' ? [i] : []))
  const learnt = (row: number) => feedback.map((i) => vectors[row]?.[i])
  expect(feedback.length).toBeGreaterThan(0)
  expect(learnt(3)).toEqual(learnt(0))
  expect(learnt(4)).not.toEqual(learnt(3))
  expect(learnt(5)).toEqual(learnt(1))
})

test('a changed decision withdraws its label first; an equal one adds no row', async () => {
  const id = await scoreOne()
  await decide(id, 'confirmed_fraud')
  await recordDecision(minted.as.admin, id, { decision: 'confirmed_fraud' })
  await decide(id, 'false_positive')
  await decide(id, 'escalated')
  expect(await reported()).toEqual([
    [true, 1, 'analyst'],
    [true, -1, 'analyst'],
    [false, 1, 'analyst'],
    [false, -1, 'analyst'],
  ])
  const [fraud, takenBack] = await labels()
  expect(takenBack.arrived_at).toEqual(fraud.arrived_at)
  await expectReplay()
})

test('an undo restores the states from before the decision', async () => {
  const id = await scoreOne()
  const before = await storedStates(minted.tenant.id)
  await decide(id, 'confirmed_fraud')
  expect(await storedStates(minted.tenant.id)).not.toEqual(before)
  await undoDecision(minted.as.analyst, id)
  const after = await expectReplay()
  expect({ ...after, merchant_category: {} }).toEqual({ ...before, merchant_category: {} })
  await decide(id, 'false_positive')
  await decide(id, 'confirmed_fraud')
  await undoDecision(minted.as.analyst, id)
  expect((await reported()).at(-1)).toEqual([false, 1, 'analyst'])
  await expectReplay()
})

test('the latest report is current; after a withdrawal by analysts the last label of another source is current again', async () => {
  const id = await scoreOne()
  await learn(id, true)
  await decide(id, 'confirmed_fraud')
  expect(await reported()).toEqual([[true, 1, 'seed']])
  await decide(id, 'false_positive')
  await decide(id, 'escalated')
  expect((await reported()).slice(1)).toEqual([
    [true, -1, 'seed'],
    [false, 1, 'analyst'],
    [false, -1, 'analyst'],
    [true, 1, 'seed'],
  ])
  await decide(id, 'false_positive')
  await learn(id, true)
  expect((await reported()).at(-1)).toEqual([true, 1, 'seed'])
  await expectReplay()
})

test('a label arrives now or at the given time, never before its transaction', async () => {
  const ahead = await scoreOne({ occurred_at: new Date(Date.now() + 4 * 60_000).toISOString() })
  const past = await scoreOne({ occurred_at: new Date(Date.now() - 20 * DAY_MS).toISOString() })
  const arrivedAt = new Date(Date.now() - 9 * DAY_MS)
  await decide(ahead, 'confirmed_fraud')
  await learn(past, true, arrivedAt)
  const before = Date.now()
  await decide(past, 'false_positive')
  const after = Date.now()
  const [first, second, , last] = await labels()
  expect(first.arrived_at).toEqual(first.occurred_at)
  expect(second.arrived_at).toEqual(arrivedAt)
  expect(last.arrived_at.getTime()).toBeGreaterThanOrEqual(before)
  expect(last.arrived_at.getTime()).toBeLessThanOrEqual(after)
  await expectReplay()
})

test('a transaction of another tenant changes no state', async () => {
  const other = await mintTenant()
  const [foreign] = await scoreRows(await scoringKey(other), [payment()])
  await learn(foreign?.transaction_id ?? '', true)
  expect(await labels()).toEqual([])
  expect(await storedStates(minted.tenant.id)).toEqual({
    account: {},
    device: {},
    merchant_category: {},
    phone: {},
  })
})

test('the states equal a replay of the rows after parallel scoring, decisions and undos', async () => {
  const first = await scoreRows(
    key,
    Array.from({ length: 12 }, (_, i) =>
      payment({ sender_account: `C-${i % 3}`, receiver_account: `M-${i % 2}` }),
    ),
  )
  const ids = first.map(({ transaction_id }) => transaction_id)
  const decisions = ['confirmed_fraud', 'false_positive', 'escalated'] as const
  await inWorkers(8, Array.from({ length: 120 }), async (_, i) => {
    const id = ids[(i * 7) % ids.length] ?? ''
    if (i % 3 === 0) return decide(id, decisions[(i / 3) % 3] ?? 'escalated')
    if (i % 3 === 1) return undoDecision(minted.as.analyst, id).catch(() => null)
    return scoreOne({
      sender_account: `C-${i % 4}`,
      receiver_account: `M-${i % 3}`,
      device_id: `phone-${i % 2}`,
    })
  })
  const { device, merchant_category } = await expectReplay()
  expect(Object.keys(device).sort()).toEqual(['phone-0', 'phone-1'])
  expect(Object.keys(merchant_category)).toEqual(['groceries'])
  expect((await labels()).length).toBeGreaterThan(20)
})
