import { mergeRows } from '@/app/(workspace)/queue/_components/merge-rows'
import type { TransactionRow } from '@/lib/desk/transactions/schema'

const item = (transaction_id: string, more: Partial<TransactionRow> = {}): TransactionRow => ({
  transaction_id,
  prediction_id: `p-${transaction_id}`,
  external_id: null,
  score: 0.5,
  risk_band: 'medium',
  outcome: 'review',
  expected_loss: 10,
  amount: '20.00',
  currency: 'USD',
  type: 'TRANSFER',
  sender_account: 'C1',
  receiver_account: 'C2',
  device_id: null,
  phone: null,
  country: null,
  reason_codes: [],
  decision: null,
  occurred_at: '2026-11-20T12:00:00.000Z',
  scored_at: '2026-11-20T12:00:01.000Z',
  ...more,
})
const claim = {
  transaction_id: 'a',
  user_id: 'u',
  user_name: 'Maya Chen',
  expires_at: '2026-11-20T12:10:00.000Z',
}
const NONE = new Map()

it('keeps every row in its place when the list changes', () => {
  const newest = [item('new'), item('c'), item('a')]
  const rows = mergeRows([item('a'), item('b'), item('c')], { items: newest, claims: {} }, NONE)
  expect(rows.map(({ transaction_id }) => transaction_id)).toEqual(['a', 'b', 'c'])
  expect(rows.map(({ gone }) => gone)).toEqual([false, true, false])
})

it('shows decisions of this page and of other users', () => {
  const shown = [item('a'), item('b')]
  const newest = { items: [item('b', { decision: 'escalated' })], claims: {} }
  const rows = mergeRows(shown, newest, new Map([['a', 'confirmed_fraud']]))
  expect(rows).toMatchObject([
    { decision: 'confirmed_fraud', gone: true },
    { decision: 'escalated', gone: false },
  ])
})

it('shows the claim of a row while the row is open', () => {
  const shown = [item('a')]
  const newest = { items: shown, claims: { a: claim } }
  expect(mergeRows(shown, newest, NONE)[0]?.claim).toEqual(claim)
  expect(mergeRows(shown, newest, new Map([['a', 'escalated']]))[0]?.claim).toBeNull()
})
