import { prepareSummary, reasonText } from '@/app/(workspace)/transactions/[id]/prepare-summary'
import { featureNamed } from '@/lib/engine/features'
import type { TransactionDetail } from '@/lib/desk/transactions/schema'

const contributionOf = (name: string, value: number, contribution: number) => ({
  name,
  label: featureNamed(name).label,
  value,
  contribution,
  probability_after: null,
})

const detail = {
  score: 0.42,
  outcome: 'review',
  threshold_at_scoring: 0.3,
  reason_codes: ['score_above_review', 'unusual_amount'],
  explanation: {
    margin: -0.3,
    base_value: -6,
    base_score: 0.0025,
    contributions: [
      contributionOf('amount', 900_000, 4),
      contributionOf('hour_of_day', 3, -1.5),
      contributionOf('amount_log', 6, 0.01),
    ],
    families: [],
  },
} satisfies Partial<TransactionDetail>

it('states the outcome, its threshold, and the ratio of the score to the base rate', () => {
  expect(prepareSummary(detail).lead).toBe(
    'Sent to review: the score reaches the review threshold of 0.300. ' +
      'The model puts the probability of fraud at 42.0 %, 168 times the starting point of 0.25 %.',
  )
})

it('names a watchlist first, which decides before the model', () => {
  const { lead } = prepareSummary({
    ...detail,
    outcome: 'block',
    reason_codes: ['sender_blocked', 'receiver_blocked'],
  })
  expect(lead).toMatch(
    /^Blocked whatever the model says: the sender is on the blocked list, and the receiver is on the blocked list\./,
  )
  const trusted = prepareSummary({ ...detail, outcome: 'approve', reason_codes: ['sender_trusted'] })
  expect(trusted.lead).toMatch(/^Approved whatever the model says: the sender is on the trusted list\./)
})

it.each([
  [0.0026, 'close to the starting point'],
  [0.0001, 'below the starting point'],
])('does not call %p a multiple of the base rate', (score, words) => {
  expect(prepareSummary({ ...detail, score, outcome: 'approve', reason_codes: [] }).lead).toContain(words)
})

it('separates raising from lowering contributions and omits small ones', () => {
  const { drivers, against } = prepareSummary(detail)
  expect(drivers.map(({ name }) => name)).toEqual(['amount'])
  expect(against?.name).toBe('hour_of_day')
})

it('handles a feature that the catalogue lacks', () => {
  const contributions = [
    { name: 'long_gone', label: 'long_gone', value: 1, contribution: 2, probability_after: null },
  ]
  const explanation = { ...detail.explanation, contributions }
  expect(prepareSummary({ ...detail, explanation }).drivers[0]?.clause).toBe('long_gone')
})

it('describes reason codes', () => {
  expect(reasonText('sender_blocked')).toBe('The sender is on the blocked list')
  expect(reasonText('linked_to_fraud')).toMatch(/^Earlier confirmed fraud/)
  expect(reasonText('driver_amount')).toBe(featureNamed('amount').label)
  expect(reasonText('something_new')).toBe('something_new')
})
