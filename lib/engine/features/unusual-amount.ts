import { medianOf } from './states/recent-amounts'
import type { EntityStates, FeatureInput } from './types'

const FAR_ABOVE = 3
const SMALLEST_HISTORY = 3

/**
 * Whether the amount is far above the sender's own running median (of the last 25 payments); null where fewer than
 * three are known. Asked before `reduceStates` and kept with the transaction: a label that arrives later is explained
 * by it, and a fraud that it does not explain speaks against the receiver.
 */
export function isUnusualAmount(
  input: Pick<FeatureInput, 'amountMinor'>,
  states: Pick<EntityStates, 'sender'>,
): boolean | null {
  const recent = states.sender.habits.recentAmounts
  return recent.length < SMALLEST_HISTORY ? null : input.amountMinor > FAR_ABOVE * medianOf(recent)
}
