import { mergeRows } from '@/app/(workspace)/queue/_components/merge-rows'
import type { QueueItem } from '@/lib/desk/transactions/schema'

const item = (transactionId: string, more: Partial<QueueItem> = {}): QueueItem => ({
  transactionId,
  predictionId: `p-${transactionId}`,
  score: 0.5,
  riskBand: 'medium',
  outcome: 'review',
  expectedLoss: 10,
  amount: '20.00',
  currency: 'USD',
  type: 'TRANSFER',
  senderAccount: 'C1',
  receiverAccount: 'C2',
  decision: null,
  occurredAt: '2026-11-20T12:00:00.000Z',
  scoredAt: '2026-11-20T12:00:01.000Z',
  ...more,
})
const claim = {
  transactionId: 'a',
  userId: 'u',
  userName: 'Maya Chen',
  expiresAt: '2026-11-20T12:10:00.000Z',
}
const NONE = new Map()

it('keeps every row in its place, whatever the newest list says', () => {
  const newest = [item('new'), item('c'), item('a')]
  const rows = mergeRows([item('a'), item('b'), item('c')], { items: newest, claims: {} }, NONE)
  expect(rows.map(({ transactionId }) => transactionId)).toEqual(['a', 'b', 'c'])
  expect(rows.map(({ gone }) => gone)).toEqual([false, true, false])
})

it('shows what was decided here and what was decided elsewhere', () => {
  const shown = [item('a'), item('b')]
  const newest = { items: [item('b', { decision: 'escalated' })], claims: {} }
  const rows = mergeRows(shown, newest, new Map([['a', 'confirmed_fraud']]))
  expect(rows).toMatchObject([
    { decision: 'confirmed_fraud', gone: true },
    { decision: 'escalated', gone: false },
  ])
})

it('shows who looks at a row as long as it is open', () => {
  const shown = [item('a')]
  const newest = { items: shown, claims: { a: claim } }
  expect(mergeRows(shown, newest, NONE)[0]?.claim).toEqual(claim)
  expect(mergeRows(shown, newest, new Map([['a', 'escalated']]))[0]?.claim).toBeNull()
})
