import fc from 'fast-check'
import { decide, type ListState, type PolicyThresholds } from '@/lib/policy'

const policy: PolicyThresholds = {
  version: 1,
  reviewThreshold: 0.2,
  blockThreshold: 0.8,
  mediumFrom: 0.1,
  highFrom: 0.5,
}
const nobody = { sender: null, receiver: null }
const DRIVERS = ['a', 'b', 'c', 'd']

describe('the decision policy', () => {
  it.each([
    [0.05, 'approve', 'low'],
    [0.1, 'approve', 'medium'],
    [0.2, 'review', 'medium'],
    [0.5, 'review', 'high'],
    [0.8, 'block', 'high'],
    [1, 'block', 'high'],
  ])('decides a score of %d as %s in the %s band', (score, outcome, riskBand) => {
    expect(decide(policy, score, nobody, DRIVERS)).toMatchObject({ outcome, riskBand })
  })

  it('blocks what is blocked, whoever is trusted and whatever the score', () => {
    const states = fc.constantFrom<ListState>('blocked', 'trusted', null)
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), states, states, (score, sender, receiver) => {
        const { outcome, reasonCodes } = decide(policy, score, { sender, receiver }, DRIVERS)
        const lists = [sender, receiver]
        if (lists.includes('blocked'))
          return outcome === 'block' && reasonCodes.every((code) => code.endsWith('_blocked'))
        if (lists.includes('trusted'))
          return outcome === 'approve' && reasonCodes.every((code) => code.endsWith('_trusted'))
        return outcome !== 'approve' || reasonCodes.length === 0
      }),
    )
  })

  it("keeps the model's band beside an outcome that a list decided", () => {
    expect(decide(policy, 0.9, { sender: 'trusted', receiver: null }, DRIVERS)).toEqual({
      outcome: 'approve',
      riskBand: 'high',
      reasonCodes: ['sender_trusted'],
    })
  })

  it('names the three strongest drivers behind a score that is reviewed or blocked', () => {
    expect(decide(policy, 0.3, nobody, DRIVERS).reasonCodes).toEqual([
      'score_above_review',
      'driver_a',
      'driver_b',
      'driver_c',
    ])
    expect(decide(policy, 0.9, nobody, ['a']).reasonCodes).toEqual(['score_above_block', 'driver_a'])
  })

  it('never lowers the outcome as the score grows', () => {
    const rank = { approve: 0, review: 1, block: 2 }
    const score = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(score, score, (x, y) => {
        const [low, high] = [Math.min(x, y), Math.max(x, y)].map(
          (s) => rank[decide(policy, s, nobody, []).outcome],
        )
        return (low as number) <= (high as number)
      }),
    )
  })
})
