import type { FeatureFamily } from '@/lib/engine/features'
import { MAX_REASONS, type ReasonCode, reasonOfFamily } from './reason-codes'

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
  /** Why this outcome: what the policy did, then what drove the model, strongest first. At most five. */
  reasonCodes: ReasonCode[]
}

/** Who and what a transaction names that may stand on a list; in the order of the reasons. */
export const LISTED_PARTIES = ['sender', 'receiver', 'device', 'phone'] as const
export type ListStates = Record<(typeof LISTED_PARTIES)[number], ListState>

/** The band of a calibrated score. */
export function riskBandOf(policy: PolicyThresholds, score: number): RiskBand {
  if (score >= policy.highFrom) return 'high'
  return score >= policy.mediumFrom ? 'medium' : 'low'
}

/** What the score alone leads to. */
export function outcomeOf(
  policy: Pick<PolicyThresholds, 'reviewThreshold' | 'blockThreshold'>,
  score: number,
): Outcome {
  if (score >= policy.blockThreshold) return 'block'
  return score >= policy.reviewThreshold ? 'review' : 'approve'
}

/**
 * Blocked beats trusted beats model, whichever party is on the list. The band always tells the model's view, so an overridden outcome stays visible.
 * @param raisingFamilies the families of features that push the score up, strongest first; asked only where named
 */
export function decide(
  policy: PolicyThresholds,
  score: number,
  lists: ListStates,
  raisingFamilies: () => readonly FeatureFamily[],
): Verdict {
  const riskBand = riskBandOf(policy, score)
  const listed = (state: 'blocked' | 'trusted'): ReasonCode[] =>
    LISTED_PARTIES.filter((party) => lists[party] === state).map((party) => `${party}_${state}` as const)
  const blocked = listed('blocked')
  if (blocked.length) return { outcome: 'block', riskBand, reasonCodes: blocked }
  const trusted = listed('trusted')
  if (trusted.length) return { outcome: 'approve', riskBand, reasonCodes: trusted }
  const outcome = outcomeOf(policy, score)
  if (outcome === 'approve') return { outcome, riskBand, reasonCodes: [] }
  const because = [`score_above_${outcome}` as const, ...raisingFamilies().map(reasonOfFamily)]
  return { outcome, riskBand, reasonCodes: because.slice(0, MAX_REASONS) }
}
