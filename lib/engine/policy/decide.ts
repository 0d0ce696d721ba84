import type { FeatureFamily } from '@/lib/engine/features'
import { type Outcome, stricter } from './outcome'
import { MAX_REASONS, type ReasonCode, reasonOfFamily } from './reason-codes'
import { NO_SIGNAL, type Signal } from './signal'

export const RISK_BANDS = ['low', 'medium', 'high'] as const
export type RiskBand = (typeof RISK_BANDS)[number]

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
  /**
   * Up to five reasons: the rule or signal that decided first, then the others, then the feature families that raised the
   * score, strongest first.
   */
  reasonCodes: ReasonCode[]
}

/** The parties of a transaction that a watchlist can hold, in the order of their reason codes. */
export const LISTED_PARTIES = ['sender', 'receiver', 'device', 'phone'] as const
export type ListStates = Record<(typeof LISTED_PARTIES)[number], ListState>

/** The risk band of a calibrated score (probability, 0..1). */
export function riskBandOf(policy: PolicyThresholds, score: number): RiskBand {
  if (score >= policy.highFrom) return 'high'
  return score >= policy.mediumFrom ? 'medium' : 'low'
}

/** The outcome of a calibrated score without watchlists. */
export function outcomeOf(
  policy: Pick<PolicyThresholds, 'reviewThreshold' | 'blockThreshold'>,
  score: number,
): Outcome {
  if (score >= policy.blockThreshold) return 'block'
  return score >= policy.reviewThreshold ? 'review' : 'approve'
}

/**
 * Decides a transaction. A blocked party decides before a trusted party, and both before the score; but a trusted device or
 * phone, which the client names itself, does not approve what the score blocks. The risk band always follows the score, so
 * an outcome that a list overrides stays visible. A signal makes the outcome of the score stricter, never milder; lists decide
 * before it as they do before the score.
 * @param score calibrated probability of fraud, 0..1
 * @param raisingFamilies returns the feature families that raise the score, strongest first; called only if needed
 */
export function decide(
  policy: PolicyThresholds,
  score: number,
  lists: ListStates,
  raisingFamilies: () => readonly FeatureFamily[],
  signal: Signal = NO_SIGNAL,
): Verdict {
  const riskBand = riskBandOf(policy, score)
  const listed = (state: 'blocked' | 'trusted'): ReasonCode[] =>
    LISTED_PARTIES.filter((party) => lists[party] === state).map((party) => `${party}_${state}` as const)
  const verdict = (outcome: Outcome, reasons: readonly ReasonCode[]): Verdict => {
    return { outcome, riskBand, reasonCodes: reasons.slice(0, MAX_REASONS) }
  }
  const blocked = listed('blocked')
  if (blocked.length) return verdict('block', [...blocked, ...signal.reasonCodes])
  const trusted = listed('trusted')
  const byScore = outcomeOf(policy, score)
  const outcome = stricter(byScore, signal.atLeast)
  const approves = outcome !== 'block' || lists.sender === 'trusted' || lists.receiver === 'trusted'
  if (trusted.length && approves) return verdict('approve', [...trusted, ...signal.reasonCodes])
  // A score that would approve explains nothing.
  if (byScore === 'approve') return verdict(outcome, signal.reasonCodes)
  const ofScore = `score_above_${byScore}` as const
  const rules = byScore === outcome ? [ofScore, ...signal.reasonCodes] : [...signal.reasonCodes, ofScore]
  return verdict(outcome, [...rules, ...raisingFamilies().map(reasonOfFamily)])
}

/** The verdict on a payment that exploration lets through: approved although the score blocks it, and its band stays. */
export const letThrough = ({ riskBand, reasonCodes }: Verdict): Verdict => ({
  outcome: 'approve',
  riskBand,
  reasonCodes: ['let_through' as const, ...reasonCodes].slice(0, MAX_REASONS),
})
