import { prepareSummary, reasonText } from '@/app/(workspace)/transactions/[id]/prepare-summary'
import { featureNamed } from '@/lib/engine/features'
import type { TransactionDetail } from '@/lib/desk/transactions/schema'

const prediction: TransactionDetail['prediction'] = {
  id: 'p',
  score: 0.42,
  margin: -0.3,
  baseValue: -6,
  baseScore: 0.0025,
  riskBand: 'medium',
  outcome: 'review',
  threshold: 0.3,
  policyVersion: 2,
  modelVersion: 'm',
  reasonCodes: ['score_above_review', 'unusual_amount'],
  contributions: [
    { name: 'amount', value: 900_000, contribution: 4, probabilityAfter: null },
    { name: 'hour_of_day', value: 3, contribution: -1.5, probabilityAfter: null },
    { name: 'amount_log', value: 6, contribution: 0.01, probabilityAfter: null },
  ],
  families: [],
  expectedLoss: 10,
  latencyMs: 2,
  timings: {},
  scoredAt: '2026-11-20T00:00:00.000Z',
}

it('says what the policy did, at which threshold, and how the score stands to the starting point', () => {
  expect(prepareSummary(prediction).lead).toBe(
    'Sent to review: the score reaches the review threshold of 0.300. ' +
      'The model puts the probability of fraud at 42.0 %, 168 times the starting point of 0.25 %.',
  )
})

it('names a list first, for it decides whatever the model says', () => {
  const { lead } = prepareSummary({
    ...prediction,
    outcome: 'block',
    reasonCodes: ['sender_blocked', 'receiver_blocked'],
  })
  expect(lead).toMatch(
    /^Blocked whatever the model says: the sender is on the blocked list, and the receiver is on the blocked list\./,
  )
  const trusted = prepareSummary({ ...prediction, outcome: 'approve', reasonCodes: ['sender_trusted'] })
  expect(trusted.lead).toMatch(/^Approved whatever the model says: the sender is on the trusted list\./)
})

it.each([
  [0.0026, 'close to the starting point'],
  [0.0001, 'below the starting point'],
])('does not call %p a multiple of the starting point', (score, words) => {
  expect(prepareSummary({ ...prediction, score, outcome: 'approve', reasonCodes: [] }).lead).toContain(words)
})

it('separates what raises from what lowers and leaves out what hardly matters', () => {
  const { drivers, against } = prepareSummary(prediction)
  expect(drivers.map(({ name }) => name)).toEqual(['amount'])
  expect(against?.name).toBe('hour_of_day')
})

it('survives a feature that has left the catalogue', () => {
  const contributions = [{ name: 'long_gone', value: 1, contribution: 2, probabilityAfter: null }]
  expect(prepareSummary({ ...prediction, contributions }).drivers[0]?.clause).toBe('long_gone')
})

it('puts reason codes into words', () => {
  expect(reasonText('sender_blocked')).toBe('The sender is on the blocked list')
  expect(reasonText('linked_to_fraud')).toMatch(/^Fraud was confirmed earlier/)
  expect(reasonText('driver_amount')).toBe(featureNamed('amount').label)
  expect(reasonText('something_new')).toBe('something_new')
})
