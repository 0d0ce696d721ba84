import type { ReasonCode } from './reason-codes'

/** Short label per reason code, for places without room for its meaning. */
export const REASON_LABELS: Record<ReasonCode, string> = {
  sender_blocked: 'Sender blocked',
  receiver_blocked: 'Receiver blocked',
  sender_trusted: 'Sender trusted',
  receiver_trusted: 'Receiver trusted',
  device_blocked: 'Device blocked',
  phone_blocked: 'Phone blocked',
  device_trusted: 'Device trusted',
  phone_trusted: 'Phone trusted',
  score_above_block: 'Score above block threshold',
  score_above_review: 'Score above review threshold',
  velocity_low: 'Velocity low',
  velocity_high: 'Velocity high',
  velocity_critical: 'Velocity critical',
  shared_device_ring: 'Growing ring',
  let_through: 'Let through by exploration',
  unusual_amount: 'Unusual amount',
  risky_type: 'Risky type',
  unusual_time: 'Unusual time',
  balance_pattern: 'Amount against balances',
  sender_pattern: 'Sender’s behaviour',
  receiver_pattern: 'Receiver’s behaviour',
  unfamiliar_pair: 'Unfamiliar pair',
  device_risk: 'Device, phone or channel',
  unusual_location: 'Unusual place or network',
  network_pattern: 'Spread or gathered money',
  linked_to_fraud: 'Linked to fraud',
  metadata_field: 'Field of the metadata',
}

/** The label of a code; undefined for a code that is no longer in use. */
export const reasonLabel = (code: string): string | undefined =>
  (REASON_LABELS as Partial<Record<string, string>>)[code]
