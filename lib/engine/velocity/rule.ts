/** The velocity rule of an institution: how many payments of one party in a short time are too many. */

import type { RingRule } from '@/lib/engine/rings'

/** From the mildest to the worst. A party below or at the threshold has no severity. */
export const SEVERITIES = ['low', 'high', 'critical'] as const
export type Severity = (typeof SEVERITIES)[number]

export interface VelocityRule {
  windowSeconds: number
  /** Payments in the window that are still normal. */
  threshold: number
  /** From this severity on a payment is at least reviewed; null for none. */
  reviewFrom: Severity | null
  /** From this severity on a payment is blocked; null for none. */
  blockFrom: Severity | null
  /** How rings are looked for; null: not at all. */
  rings: RingRule | null
}

/** Until an institution sets its own rule. It changes no outcome: an upgrade must not change decisions. */
export const DEFAULT_VELOCITY: VelocityRule = {
  windowSeconds: 60,
  threshold: 10,
  reviewFrom: null,
  blockFrom: null,
  rings: null,
}

export const VELOCITY_BOUNDS = {
  windowSeconds: { min: 10, max: 600 },
  // 256 known payments per party tell 2.5 times the largest threshold from more.
  threshold: { min: 2, max: 100 },
} as const

/** Normal (null) up to the threshold T, low up to 1.5 T, high up to 2.5 T, critical above. */
export function severityOf(payments: number, threshold: number): Severity | null {
  if (payments <= threshold) return null
  if (2 * payments <= 3 * threshold) return 'low'
  return 2 * payments <= 5 * threshold ? 'high' : 'critical'
}

/** Whether a severity is at least as bad as another one. */
export const reaches = (severity: Severity, least: Severity | null): boolean =>
  least !== null && SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(least)
