import type { RingFinding } from '@/lib/engine/rings'
import type { VelocityFinding, VelocityRule } from '@/lib/engine/velocity'
import type { ScoreResponse } from './schema'

/** Velocity as the response says it, with the rule that was in force: a later rule does not change it. */
export const velocityFacts = (
  findings: readonly VelocityFinding[],
  { threshold, windowSeconds }: VelocityRule,
): NonNullable<ScoreResponse['velocity']> =>
  findings.map(({ party, severity, payments, atLeast }) => ({
    party,
    severity,
    payments,
    at_least: atLeast,
    threshold,
    window_seconds: windowSeconds,
  }))

/** The growing ring as the response says it, with the rule that was in force. */
export const ringFacts = (found: RingFinding | null, { rings }: VelocityRule): ScoreResponse['ring'] =>
  found && rings
    ? {
        id: found.id,
        accounts: found.accounts,
        new_accounts: found.newAccounts,
        days: rings.days,
        threshold: rings.newAccounts,
      }
    : undefined
