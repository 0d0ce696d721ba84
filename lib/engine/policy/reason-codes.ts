import type { FeatureFamily } from '@/lib/engine/features'

/**
 * All reason codes with their meaning. Codes are part of the contract: never rename or reuse one. The first fifteen name the
 * rule of the policy or what a detector found; the others name the feature family that raised the score.
 */
export const REASON_CODES = {
  sender_blocked: 'The sender is on the blocked list',
  receiver_blocked: 'The receiver is on the blocked list',
  sender_trusted: 'The sender is on the trusted list',
  receiver_trusted: 'The receiver is on the trusted list',
  device_blocked: 'The device is on the blocked list',
  phone_blocked: 'The phone number is on the blocked list',
  device_trusted: 'The device is on the trusted list',
  phone_trusted: 'The phone number is on the trusted list',
  score_above_block: 'The score reaches the block threshold',
  score_above_review: 'The score reaches the review threshold',
  velocity_low: 'More payments than usual within the velocity window, up to 1.5 times the threshold',
  velocity_high: 'Many payments within the velocity window, up to 2.5 times the threshold',
  velocity_critical: 'More payments within the velocity window than 2.5 times the threshold',
  shared_device_ring: 'Many new accounts share devices or phones with the account',
  let_through: 'Exploration: let through by chance, to measure how precise blocking is',
  unusual_amount: 'The amount',
  risky_type: 'The transaction type',
  unusual_time: 'The time of day or the day of the week',
  balance_pattern: 'The amount relative to the account balances',
  sender_pattern: 'The payment pattern of the sender',
  receiver_pattern: 'The payment pattern of the receiver',
  unfamiliar_pair: 'Little or no payment history between sender and receiver',
  device_risk: 'The device, phone number or channel',
  unusual_location: 'The location or IP address',
  network_pattern: 'Money spreading from or collecting at the accounts',
  linked_to_fraud: 'Earlier confirmed fraud at the receiver, sender, device or merchant category',
  metadata_field: 'A field of the metadata that the institution sends',
} as const

export type ReasonCode = keyof typeof REASON_CODES

const REASON_OF_FAMILY: Record<FeatureFamily, ReasonCode> = {
  amount: 'unusual_amount',
  type: 'risky_type',
  timing: 'unusual_time',
  balance: 'balance_pattern',
  'sender history': 'sender_pattern',
  'receiver history': 'receiver_pattern',
  pair: 'unfamiliar_pair',
  device: 'device_risk',
  location: 'unusual_location',
  network: 'network_pattern',
  'label feedback': 'linked_to_fraud',
  metadata: 'metadata_field',
}

/** True if a watchlist decided the outcome. */
export const isListReason = (code: string): boolean =>
  /^(sender|receiver|device|phone)_(blocked|trusted)$/.test(code)

/** True for a growing ring; like a velocity, as the first reason it decided the outcome, unless that is `approve`. */
export const isRingReason = (code: string): boolean => code === 'shared_device_ring'

/** True for the severity of a velocity. */
export const isVelocityReason = (code: string): boolean => code.startsWith('velocity_')

/** Most reason codes per prediction. */
export const MAX_REASONS = 5

/** The reason code of a feature family. */
export const reasonOfFamily = (family: FeatureFamily): ReasonCode => REASON_OF_FAMILY[family]

/** The meaning of a code; null for an unknown one. Predictions of early releases have codes `driver_<feature>`. */
export function reasonMeaning(code: string): string | null {
  return Object.hasOwn(REASON_CODES, code) ? REASON_CODES[code as ReasonCode] : null
}
