import type { Fact } from './fact'
import { DEVICE_FRAUDS, RECEIVER_FRAUDS, SENDER_FRAUDS } from './fraud-facts'
import { DEVICE_KNOWN, NEW_COUNTERPARTY, PHONE_KNOWN, RECEIVER_AGE, USUAL_PLACE } from './history-facts'
import { HOUR } from './hour-fact'
import { AMOUNT, DECLINED_ATTEMPTS, SENDER_BALANCE } from './sent-facts'

/** The facts that a counterfactual can change. Ties in size keep this order. */
export const FACTS = {
  amount: AMOUNT,
  new_counterparty: NEW_COUNTERPARTY,
  device_known: DEVICE_KNOWN,
  phone_known: PHONE_KNOWN,
  usual_place: USUAL_PLACE,
  hour: HOUR,
  declined_attempts: DECLINED_ATTEMPTS,
  sender_balance: SENDER_BALANCE,
  receiver_age: RECEIVER_AGE,
  receiver_frauds: RECEIVER_FRAUDS,
  sender_frauds: SENDER_FRAUDS,
  device_frauds: DEVICE_FRAUDS,
} as const satisfies Record<string, Fact>

export type FactName = keyof typeof FACTS
export const FACT_NAMES = Object.keys(FACTS) as FactName[]
