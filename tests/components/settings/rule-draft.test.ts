import {
  channelState,
  conditionWords,
  spanWords,
  timingWords,
} from '@/app/(workspace)/settings/alerts/alert-words'
import { draftOf, draftProblems, inputOf, newDraft } from '@/app/(workspace)/settings/alerts/rule-draft'
import { type AlertRule, ruleInput } from '@/lib/messaging/alerts/schema'
import type { Channel } from '@/lib/messaging/delivery/schema'

const CHANNEL_ID = '01890000-0000-7000-8000-000000000001'
const RULE: AlertRule = {
  id: '01890000-0000-7000-8000-000000000002',
  name: 'Large blocks',
  enabled: false,
  conditions: {
    kind: 'transaction',
    outcomes: ['block', 'review'],
    min_score: 0.9,
    min_amount: '1000',
    list_hit: 'blocked',
    velocity: 'high',
    reason_codes: ['linked_to_fraud'],
  },
  quiet_hours: { from: '22:00', to: '06:00' },
  digest_minutes: 15,
  dedupe: { by: 'sender', minutes: 60 },
  channel_ids: [CHANNEL_ID],
  created_at: '2026-03-01T10:00:00.000Z',
  version: 3,
}

describe('the form of a rule', () => {
  it('keeps every field of a stored rule', () => {
    const { id, created_at, version, ...input } = RULE
    expect([id, created_at, version]).toBeDefined()
    expect(inputOf(draftOf(RULE))).toEqual(input)
    const other: AlertRule = {
      ...RULE,
      conditions: { kind: 'job_failed', jobs: ['seal-rows'] },
      quiet_hours: null,
    }
    expect(inputOf(draftOf(other))).toMatchObject({ conditions: other.conditions, quiet_hours: null })
    const behind: AlertRule = { ...RULE, conditions: { kind: 'stream_lag', min_messages: 50 } }
    expect(inputOf(draftOf(behind))).toMatchObject({ conditions: behind.conditions })
    expect(conditionWords(behind, 'EUR')).toBe('Messages of Kafka wait: from 50 of a topic')
  })

  it('sends what the server accepts as soon as it has a name', () => {
    const draft = { ...newDraft([CHANNEL_ID]), name: 'Blocks' }
    expect(draftProblems(draft)).toEqual({})
    expect(ruleInput.safeParse(inputOf(draft)).success).toBe(true)
  })

  it('does not de-duplicate by a sender that other events do not have', () => {
    const draft = { ...draftOf(RULE), kind: 'drift_alarm' as const }
    expect(ruleInput.safeParse(inputOf(draft)).success).toBe(true)
  })

  it('names each field that is missing or wrong', () => {
    const draft = { ...newDraft([]), outcomes: [], isQuiet: true, quietFrom: '06:00' }
    expect(Object.keys(draftProblems(draft)).sort()).toEqual(['channels', 'conditions', 'name', 'quiet'])
    const typed = { ...newDraft([CHANNEL_ID]), name: 'x', minScore: '2', minAmount: '1,5' }
    expect(Object.keys(draftProblems(typed)).sort()).toEqual(['minAmount', 'minScore'])
    for (const minMessages of ['', '0', '1.5', 'many'])
      expect(
        draftProblems({ ...newDraft([CHANNEL_ID]), name: 'x', kind: 'stream_lag', minMessages }),
      ).toEqual({ minMessages: 'Enter a whole number from 1.' })
  })
})

describe('the words of a rule', () => {
  it('say what it watches and when it sends', () => {
    expect(conditionWords(RULE, 'EUR')).toMatch(
      /^Block or Review · score from 0.9 · amount from 1000 EUR · a party on the blocked list · velocity at least high · ./,
    )
    expect(timingWords(RULE)).toBe(
      'Together, every 15 minutes · quiet 22:00–06:00 · once in 1 hour for the same sender',
    )
  })

  it.each([
    [1, '1 minute'],
    [90, '90 minutes'],
    [120, '2 hours'],
    [1_440, '1 day'],
  ])('say a span of %i minutes', (minutes, words) => {
    expect(spanWords(minutes)).toBe(words)
  })
})

it('the state of a channel says what to do where it does not work', () => {
  const channel = { enabled: true, disabled_reason: null, failing_since: null, failures: 0 } as Channel
  expect(channelState(channel)).toMatchObject({ label: 'On', note: null })
  expect(channelState({ ...channel, failing_since: '2026-03-01T10:00:00.000Z', failures: 1 })).toMatchObject({
    label: 'Failing',
    note: 'Failed 1 time in a row; retried by itself.',
  })
  for (const reason of ['failing', 'gone'] as const)
    expect(channelState({ ...channel, enabled: false, disabled_reason: reason })).toMatchObject({
      label: 'Off',
      note: expect.any(String),
    })
})
