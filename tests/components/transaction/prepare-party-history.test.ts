import { usualSentence } from '@/app/(workspace)/transactions/[id]/prepare-party-history'
import type { PartyHistory } from '@/lib/desk/transactions/schema'

const historyOf = (count: number, median: string | null): PartyHistory => ({
  role: 'sender',
  account: 'C1',
  days: 90,
  payments: { count, capped: false },
  median,
  largest: median,
  first_seen: null,
  seen_before: null,
})

it.each([
  [40, '100.00', '310.00', '3.1× this account’s 90-day median.'],
  [40, '100.00', '40.00', '0.4× this account’s 90-day median.'],
  [40, '100.00', '123456.00', '1,235× this account’s 90-day median.'],
  [40, '100.00', '5.00', 'Less than a tenth of this account’s 90-day median.'],
  [40, '100.00', '102.00', 'About this account’s 90-day median.'],
  [0, null, '10.00', 'No other payment in 90 days.'],
  [1, '9.00', '10.00', 'Too few payments for a comparison: 1 other payment in 90 days.'],
  [2, '9.00', '10.00', 'Too few payments for a comparison: 2 other payments in 90 days.'],
  [9, '0.00', '10.00', 'Too few payments for a comparison: 9 other payments in 90 days.'],
])('of %i payments with the median %s, %s: %s', (count, median, amount, text) =>
  expect(usualSentence(historyOf(count, median), amount)).toBe(text),
)
