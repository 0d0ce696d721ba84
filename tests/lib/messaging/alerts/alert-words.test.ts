import { storedFacts, type StoredFacts } from '@/lib/messaging/alerts/alert-facts'
import { messageOf } from '@/lib/messaging/alerts/alert-words'

const RULE = { id: 'r-1', name: 'Bursts', kind: 'transaction' as const }
const PAYMENT = {
  kind: 'transaction' as const,
  transaction_id: 't-1',
  external_id: 'x-1',
  occurred_at: '2026-03-01T10:00:00.000Z',
  amount: '12.50',
  currency: 'EUR',
  outcome: 'review',
  score: 0.01,
  reason_codes: ['velocity_critical', 'shared_device_ring'],
}
const FACTS: StoredFacts = {
  ...PAYMENT,
  velocity: [
    {
      party: 'phone',
      severity: 'critical',
      payments: 26,
      at_least: false,
      threshold: 10,
      window_seconds: 60,
    },
    { party: 'sender', severity: 'low', payments: 12, at_least: true, threshold: 10, window_seconds: 60 },
  ],
  ring: { id: 'g-1', accounts: 9, new_accounts: 7, days: 7, threshold: 5 },
}

it('a message about one payment says each party, count, window, threshold and severity, and the ring', () => {
  const { lines, payload } = messageOf(RULE, [FACTS])
  expect(lines.slice(-3)).toEqual([
    'Velocity critical: 26 payments from this phone in 60 seconds; threshold 10',
    'Velocity low: at least 12 payments from this sender in 60 seconds; threshold 10',
    'Growing ring: 7 of 9 accounts that share devices or phones joined within 7 days; threshold 5',
  ])
  expect(payload).toMatchObject({ events: [{ velocity: FACTS.velocity, ring: FACTS.ring }] })
})

it('a message about several payments says the worst velocity of each', () => {
  const without: StoredFacts = { ...FACTS, velocity: [], ring: null }
  expect(messageOf(RULE, [FACTS, without]).lines).toEqual([
    'Payment to review: 12.50 EUR, score 0.010, velocity critical: 26 payments from this phone in 60 seconds; threshold 10 (t-1)',
    'Payment to review: 12.50 EUR, score 0.010 (t-1)',
  ])
})

it('an event that a former release stored has no velocity and no ring', () => {
  const facts = storedFacts.parse(PAYMENT)
  expect(facts).toMatchObject({ velocity: [], ring: null })
  expect(messageOf(RULE, [facts]).lines.at(-1)).toMatch(/^Reason: Many new accounts/)
})

it('a message about a topic says how many messages wait and when a worker last moved on', () => {
  const facts: StoredFacts = {
    kind: 'stream_lag',
    topic: 'payments',
    waiting: 1_200,
    progressed_at: '2026-03-01T10:00:00.000Z',
  }
  expect(messageOf({ ...RULE, kind: 'stream_lag' }, [facts])).toMatchObject({
    kind: 'alert.stream_lag',
    title: '1200 messages of the topic payments wait',
    lines: ['A worker last moved on at 2026-03-01T10:00:00.000Z'],
    link: '/settings/stream',
  })
  expect(messageOf({ ...RULE, kind: 'stream_lag' }, [{ ...facts, waiting: 1 }]).title).toBe(
    '1 message of the topic payments waits',
  )
})
