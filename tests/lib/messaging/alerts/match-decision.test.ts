import fc from 'fast-check'
import type { DecisionFacts } from '@/lib/messaging/alerts/alert-facts'
import { eventOf, matchesDecision } from '@/lib/messaging/alerts/match-decision'
import { ruleConditions, type TransactionConditions } from '@/lib/messaging/alerts/schema'

const DECISION: DecisionFacts = {
  kind: 'transaction',
  transactionId: 't-1',
  externalId: 'x-1',
  occurredAt: '2026-03-01T10:00:00.000Z',
  scoredAt: new Date('2026-03-01T10:00:01Z'),
  amount: '1500.00',
  currency: 'EUR',
  ownAmount: '1650.5',
  senderAccount: 'C-sender',
  receiverAccount: null,
  outcome: 'block',
  score: 0.9,
  reasonCodes: ['sender_blocked', 'unusual_amount'],
  velocity: [],
  ring: null,
}

const conditions = (some: object): TransactionConditions =>
  ruleConditions.parse({ kind: 'transaction', ...some }) as TransactionConditions

describe('conditions on a scored transaction', () => {
  it.each([
    ['an outcome that is named', { outcomes: ['review', 'block'] }, true],
    ['an outcome that is not named', { outcomes: ['review'] }, false],
    ['a score at the threshold', { min_score: 0.9 }, true],
    ['a score below the threshold', { min_score: 0.900001 }, false],
    ['an amount at the threshold in the currency of the institution', { min_amount: '1650.50' }, true],
    ['an amount above the original amount only', { min_amount: '1600' }, true],
    ['an amount below the threshold by the smallest unit', { min_amount: '1650.5001' }, false],
    ['a reason code among others', { reason_codes: ['linked_to_fraud', 'unusual_amount'] }, true],
    ['no reason code', { reason_codes: ['linked_to_fraud'] }, false],
    ['a hit on the blocked list', { list_hit: 'blocked' }, true],
    ['no hit on the trusted list', { list_hit: 'trusted' }, false],
    ['a velocity below the severity', { velocity: 'high' }, false],
    ['all of several conditions', { outcomes: ['block'], min_score: 0.5, list_hit: 'blocked' }, true],
    ['all but one of several conditions', { outcomes: ['block'], min_score: 0.95 }, false],
  ])('%s', (_, some, expected) => {
    expect(matchesDecision(conditions(some), DECISION)).toBe(expected)
  })

  it('compares amounts as exactly as integers do', () => {
    const cents = fc.bigInt({ min: 0n, max: 10n ** 16n })
    const text = (value: bigint) => `${value / 10_000n}.${String(value % 10_000n).padStart(4, '0')}`
    fc.assert(
      fc.property(cents, cents, (amount, least) => {
        const decision = { ...DECISION, ownAmount: text(amount) }
        expect(matchesDecision(conditions({ min_amount: text(least) }), decision)).toBe(amount >= least)
      }),
    )
  })

  it('matches a velocity from the severity of the rule on', () => {
    const matched = (code: string) =>
      (['low', 'high', 'critical'] as const).filter((velocity) =>
        matchesDecision(conditions({ velocity }), { ...DECISION, reasonCodes: ['score_above_review', code] }),
      )
    expect(matched('velocity_low')).toEqual(['low'])
    expect(matched('velocity_high')).toEqual(['low', 'high'])
    expect(matched('velocity_critical')).toEqual(['low', 'high', 'critical'])
  })

  it('matches no amount that has no rate', () => {
    expect(matchesDecision(conditions({ min_amount: '0' }), { ...DECISION, ownAmount: null })).toBe(false)
  })

  it('rejects a rule that every transaction would match', () => {
    expect(ruleConditions.safeParse({ kind: 'transaction' }).success).toBe(false)
  })

  it('keeps accounts out of the facts that leave the product', () => {
    expect(JSON.stringify(eventOf(DECISION).facts)).not.toContain('C-sender')
  })
})
