/** From a score, the lists and the tenant's thresholds to what happens with the transaction. Pure. */
export const RISK_BANDS = ['low', 'medium', 'high'] as const
export type RiskBand = (typeof RISK_BANDS)[number]

export const OUTCOMES = ['approve', 'review', 'block'] as const
export type Outcome = (typeof OUTCOMES)[number]

export interface PolicyThresholds {
  version: number
  reviewThreshold: number
  blockThreshold: number
  mediumFrom: number
  highFrom: number
}

export type ListState = 'blocked' | 'trusted' | null

export interface Verdict {
  outcome: Outcome
  riskBand: RiskBand
  /** Why this outcome, most decisive first; the model's own drivers follow. */
  reasonCodes: string[]
}

export const REASON_CODES = {
  sender_blocked: 'The sender is on the blocked list',
  receiver_blocked: 'The receiver is on the blocked list',
  sender_trusted: 'The sender is on the trusted list',
  receiver_trusted: 'The receiver is on the trusted list',
  score_above_block: 'The score reaches the block threshold',
  score_above_review: 'The score reaches the review threshold',
} as const

const DRIVERS = 3

/** The band of a calibrated score. */
export function riskBandOf(policy: PolicyThresholds, score: number): RiskBand {
  if (score >= policy.highFrom) return 'high'
  return score >= policy.mediumFrom ? 'medium' : 'low'
}

/**
 * Blocked beats trusted beats model. The band always tells the model's view, so an overridden outcome stays visible.
 * @param drivers names of the features that push the score up, strongest first
 */
export function decide(
  policy: PolicyThresholds,
  score: number,
  lists: { sender: ListState; receiver: ListState },
  drivers: readonly string[],
): Verdict {
  const riskBand = riskBandOf(policy, score)
  const listed = (state: ListState) => [
    ...(lists.sender === state ? [`sender_${state}`] : []),
    ...(lists.receiver === state ? [`receiver_${state}`] : []),
  ]
  const blocked = listed('blocked')
  if (blocked.length) return { outcome: 'block', riskBand, reasonCodes: blocked }
  const trusted = listed('trusted')
  if (trusted.length) return { outcome: 'approve', riskBand, reasonCodes: trusted }
  const because = drivers.slice(0, DRIVERS).map((name) => `driver_${name}`)
  if (score >= policy.blockThreshold) {
    return { outcome: 'block', riskBand, reasonCodes: ['score_above_block', ...because] }
  }
  if (score >= policy.reviewThreshold) {
    return { outcome: 'review', riskBand, reasonCodes: ['score_above_review', ...because] }
  }
  return { outcome: 'approve', riskBand, reasonCodes: [] }
}
