import { countInWindow, type EntityStates, type FeatureInput, type KnownTimes } from '@/lib/engine/features'
import { type Severity, severityOf, type VelocityRule } from './rule'

/** Who is counted. The order breaks ties of the payments. */
export const VELOCITY_PARTIES = ['sender', 'phone', 'device'] as const
export type VelocityParty = (typeof VELOCITY_PARTIES)[number]

/** A party with more payments than the threshold. */
export interface VelocityFinding {
  party: VelocityParty
  severity: Severity
  /** Payments in the window that ends with this payment, which counts too. */
  payments: number
  /** Whether there may be more: the state has dropped times that may be in the window. */
  atLeast: boolean
}

const NOTHING: readonly VelocityFinding[] = []

/**
 * The parties of a payment with more payments than the threshold, most payments first. The window is
 * (time - window, time], by the payments' own times.
 * @param states before the payment
 */
export function findVelocity(
  { occurredAtMs }: FeatureInput,
  { sender, phone, device }: EntityStates,
  { threshold, windowSeconds }: VelocityRule,
): readonly VelocityFinding[] {
  const { count, recent } = sender.sent
  // Most parties have too few payments ever; an object for them would be garbage of every score.
  const known: (KnownTimes | null)[] = [
    count < threshold ? null : { count, recent, earlier: sender.earlierSent },
    phone && phone.count >= threshold ? phone : null,
    device && device.count >= threshold ? device : null,
  ]
  let found = NOTHING
  for (let i = 0; i < known.length; i++) {
    const times = known[i]
    if (!times) continue
    const before = countInWindow(times, occurredAtMs, 1_000 * windowSeconds)
    const payments = before.payments + 1
    const severity = severityOf(payments, threshold)
    if (severity === null) continue
    const party = VELOCITY_PARTIES[i] as VelocityParty
    found = [...found, { party, severity, payments, atLeast: before.atLeast }]
  }
  return found.length > 1 ? found.toSorted((a, b) => b.payments - a.payments) : found
}
