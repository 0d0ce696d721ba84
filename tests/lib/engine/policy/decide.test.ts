import fc from 'fast-check'
import type { FeatureFamily } from '@/lib/engine/features'
import {
  decide,
  isListReason,
  letThrough,
  type ListState,
  MAX_REASONS,
  outcomeOf,
  type PolicyThresholds,
} from '@/lib/engine/policy'

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
