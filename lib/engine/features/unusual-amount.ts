import { medianOf } from './states/recent-amounts'
import type { EntityStates, FeatureInput } from './types'

const FAR_ABOVE = 3
const SMALLEST_HISTORY = 3

/**
 * True if the amount is far above the sender's median of the last 25 payments; null with fewer than three. Call it before
 * `reduceStates` and store the result with the transaction: a later fraud label without an unusual amount counts against
 * the receiver.
 */
export function isUnusualAmount(
  input: Pick<FeatureInput, 'amountMinor'>,
  states: Pick<EntityStates, 'sender'>,
): boolean | null {
  const recent = states.sender.habits.recentAmounts
  return recent.length < SMALLEST_HISTORY ? null : input.amountMinor > FAR_ABOVE * medianOf(recent)
}
