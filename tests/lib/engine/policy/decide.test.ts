import fc from 'fast-check'
import type { FeatureFamily } from '@/lib/engine/features'
import {
  decide,
  isListReason,
  letThrough,
  NO_SIGNAL,
  type ListState,
  type ListStates,
  MAX_REASONS,
  OUTCOMES,
  outcomeOf,
  type PolicyThresholds,
  type Signal,
  velocitySignal,
} from '@/lib/engine/policy'
import { DEFAULT_VELOCITY, type Severity, type VelocityFinding } from '@/lib/engine/velocity'

const policy: PolicyThresholds = {
  version: 1,
  reviewThreshold: 0.2,
  blockThreshold: 0.8,
  mediumFrom: 0.1,
  highFrom: 0.5,
}
const nobody = { sender: null, receiver: null, device: null, phone: null }
const parties = (state: fc.Arbitrary<ListState>) =>
  fc.record({ sender: state, receiver: state, device: state, phone: state })
const raising = (...families: FeatureFamily[]) => families
const RAISING = () => raising('pair', 'amount', 'timing', 'balance', 'sender history', 'type')
const NONE = () => raising()

describe('the decision policy', () => {
  it.each([
    [0.05, 'approve', 'low'],
    [0.1, 'approve', 'medium'],
    [0.2, 'review', 'medium'],
    [0.5, 'review', 'high'],
    [0.8, 'block', 'high'],
    [1, 'block', 'high'],
  ])('decides a score of %d as %s in the %s band', (score, outcome, riskBand) => {
    expect(decide(policy, score, nobody, RAISING)).toMatchObject({ outcome, riskBand })
  })

  it('blocks with a blocked party and approves with a trusted one, except what a device or phone cannot approve', () => {
    const states = fc.constantFrom<ListState>('blocked', 'trusted', null)
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), parties(states), (score, listed) => {
        const { outcome, reasonCodes } = decide(policy, score, listed, RAISING)
        const lists = Object.values(listed)
        if (lists.includes('blocked'))
          return outcome === 'block' && reasonCodes.every((code) => code.endsWith('_blocked'))
        const { sender, receiver } = listed
        const named = sender === 'trusted' || receiver === 'trusted'
        if (named || (lists.includes('trusted') && outcomeOf(policy, score) !== 'block'))
          return outcome === 'approve' && reasonCodes.every((code) => code.endsWith('_trusted'))
        return outcome !== 'approve' || reasonCodes.length === 0
      }),
    )
  })

  it.each(['sender', 'receiver', 'device', 'phone'] as const)(
    'gives a reason code for a listed %s',
    (party) => {
      for (const list of ['blocked', 'trusted'] as const) {
        const [code, ...more] = decide(policy, 0.5, { ...nobody, [party]: list }, RAISING).reasonCodes
        expect([code, more]).toEqual([`${party}_${list}`, []])
        expect(isListReason(code as string)).toBe(true)
      }
      expect(isListReason('score_above_block')).toBe(false)
    },
  )

  it.each(['device', 'phone'] as const)('a trusted %s approves a review, not a block', (party) => {
    const listed = { ...nobody, [party]: 'trusted' as const }
    const code = `${party}_trusted`
    expect(decide(policy, 0.79, listed, RAISING)).toMatchObject({ outcome: 'approve', reasonCodes: [code] })
    expect(decide(policy, 0.8, listed, () => raising('timing'))).toEqual({
      outcome: 'block',
      riskBand: 'high',
      reasonCodes: ['score_above_block', 'unusual_time'],
    })
    const both = { ...listed, sender: 'trusted' as const }
    expect(decide(policy, 0.8, both, NONE)).toMatchObject({
      outcome: 'approve',
      reasonCodes: ['sender_trusted', code],
    })
  })

  it('keeps the risk band of the score when a list decides the outcome', () => {
    expect(decide(policy, 0.9, { ...nobody, sender: 'trusted' }, RAISING)).toEqual({
      outcome: 'approve',
      riskBand: 'high',
      reasonCodes: ['sender_trusted'],
    })
  })

  it('lists the policy rule first, then the raising feature families, at most five reasons', () => {
    expect(decide(policy, 0.3, nobody, RAISING).reasonCodes).toEqual([
      'score_above_review',
      'unfamiliar_pair',
      'unusual_amount',
      'unusual_time',
      'balance_pattern',
    ])
    expect(decide(policy, 0.9, nobody, () => raising('timing')).reasonCodes).toEqual([
      'score_above_block',
      'unusual_time',
    ])
    expect(RAISING().length).toBeGreaterThan(MAX_REASONS)
  })

  it('does not compute the raising families when it needs no reason from them', () => {
    const notCalled = () => {
      throw new Error('asked')
    }
    expect(decide(policy, 0.05, nobody, notCalled).outcome).toBe('approve')
    expect(decide(policy, 0.9, { ...nobody, sender: 'blocked' }, notCalled).outcome).toBe('block')
  })

  it('returns the outcome of the score when no party is listed', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (score) => {
        expect(decide(policy, score, nobody, NONE).outcome).toBe(outcomeOf(policy, score))
      }),
    )
  })

  it('never lowers the outcome as the score grows', () => {
    const rank = { approve: 0, review: 1, block: 2 }
    const score = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(score, score, (x, y) => {
        const [low, high] = [Math.min(x, y), Math.max(x, y)].map(
          (s) => rank[decide(policy, s, nobody, NONE).outcome],
        )
        return (low as number) <= (high as number)
      }),
    )
  })

  it('approves what exploration lets through, keeps its band, and says so first', () => {
    const blocked = decide(policy, 0.9, nobody, RAISING)
    const verdict = letThrough(blocked)
    expect(verdict).toMatchObject({ outcome: 'approve', riskBand: 'high' })
    expect(verdict.reasonCodes).toEqual(['let_through', ...blocked.reasonCodes].slice(0, MAX_REASONS))
  })
})

describe('a signal', () => {
  const signal = (atLeast: Signal['atLeast']): Signal => ({ reasonCodes: ['velocity_high'], atLeast })
  const decided = (
    score: number,
    atLeast: Signal['atLeast'],
    lists: ListStates = nobody,
    families = NONE,
  ) => {
    const { outcome, reasonCodes } = decide(policy, score, lists, families, signal(atLeast))
    return [outcome, ...reasonCodes]
  }

  it('that asks for nothing adds its reason only', () => {
    expect(decided(0.05, 'approve')).toEqual(['approve', 'velocity_high'])
    expect(decided(0.3, 'approve', nobody, () => raising('timing'))).toEqual([
      'review',
      'score_above_review',
      'velocity_high',
      'unusual_time',
    ])
  })

  it('that raises the outcome is the first reason, otherwise the score is', () => {
    expect(decided(0.05, 'review', nobody, RAISING)).toEqual(['review', 'velocity_high'])
    expect(decided(0.3, 'review')).toEqual(['review', 'score_above_review', 'velocity_high'])
    expect(decided(0.9, 'review')).toEqual(['block', 'score_above_block', 'velocity_high'])
    expect(decided(0.3, 'block')).toEqual(['block', 'velocity_high', 'score_above_review'])
  })

  it('is decided before by lists; a trusted device or phone does not approve what it blocks', () => {
    expect(decided(0.05, 'review', { ...nobody, sender: 'blocked' })).toEqual([
      'block',
      'sender_blocked',
      'velocity_high',
    ])
    expect(decided(0.05, 'block', { ...nobody, receiver: 'trusted' })).toEqual([
      'approve',
      'receiver_trusted',
      'velocity_high',
    ])
    expect(decided(0.05, 'review', { ...nobody, device: 'trusted' })[0]).toBe('approve')
    expect(decided(0.05, 'block', { ...nobody, device: 'trusted' })).toEqual(['block', 'velocity_high'])
  })

  it('never makes an outcome milder and never changes the band', () => {
    const score = fc.double({ min: 0, max: 1, noNaN: true })
    const states = fc.constantFrom<ListState>('blocked', 'trusted', null)
    fc.assert(
      fc.property(score, parties(states), fc.constantFrom(...OUTCOMES), (value, lists, atLeast) => {
        const plain = decide(policy, value, lists, RAISING, NO_SIGNAL)
        const signalled = decide(policy, value, lists, RAISING, signal(atLeast))
        expect(OUTCOMES.indexOf(signalled.outcome)).toBeGreaterThanOrEqual(OUTCOMES.indexOf(plain.outcome))
        expect(signalled.riskBand).toBe(plain.riskBand)
        expect(signalled.reasonCodes.length).toBeLessThanOrEqual(MAX_REASONS)
        expect(signalled.reasonCodes).toContain('velocity_high')
      }),
    )
  })

  it('of the velocity follows the worst party and the rule of the institution', () => {
    const finding = (severity: Severity): VelocityFinding => {
      return { party: 'phone', severity, payments: 20, atLeast: false }
    }
    const rule = { ...DEFAULT_VELOCITY, reviewFrom: 'high', blockFrom: 'critical' } as const
    const outcomes = (['low', 'high', 'critical'] as const).map(
      (severity) => velocitySignal([finding(severity), finding('low')], rule).atLeast,
    )
    expect(outcomes).toEqual(['approve', 'review', 'block'])
    expect(velocitySignal([finding('critical')], DEFAULT_VELOCITY)).toEqual({
      reasonCodes: ['velocity_critical'],
      atLeast: 'approve',
    })
    expect(velocitySignal([], rule)).toEqual(NO_SIGNAL)
  })
})
