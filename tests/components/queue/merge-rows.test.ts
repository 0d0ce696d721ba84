import { mergeRows } from '@/app/(workspace)/queue/_components/merge-rows'
import { transactionRow } from '../../support/transaction-row'

const claim = {
  transaction_id: 'a',
  user_id: 'u',
  user_name: 'Maya Chen',
  claimed_at: '2026-11-20T12:00:00.000Z',
  expires_at: '2026-11-20T12:10:00.000Z',
}
const NONE = new Map()

it('keeps every row in its place when the list changes', () => {
  const newest = [transactionRow('new'), transactionRow('c'), transactionRow('a')]
  const rows = mergeRows(
    [transactionRow('a'), transactionRow('b'), transactionRow('c')],
    { items: newest, claims: {} },
    NONE,
  )
  expect(rows.map(({ transaction_id }) => transaction_id)).toEqual(['a', 'b', 'c'])
  expect(rows.map(({ gone }) => gone)).toEqual([false, true, false])
})

it('shows decisions of this page and of other users', () => {
  const shown = [transactionRow('a'), transactionRow('b')]
  const newest = { items: [transactionRow('b', { decision: 'escalated' })], claims: {} }
  const rows = mergeRows(shown, newest, new Map([['a', 'confirmed_fraud']]))
  expect(rows).toMatchObject([
    { decision: 'confirmed_fraud', gone: true },
    { decision: 'escalated', gone: false },
  ])
})

it('shows the claim of a row while the row is open', () => {
  const shown = [transactionRow('a')]
  const newest = { items: shown, claims: { a: claim } }
  expect(mergeRows(shown, newest, NONE)[0]?.claim).toEqual(claim)
  expect(mergeRows(shown, newest, new Map([['a', 'escalated']]))[0]?.claim).toBeNull()
})
