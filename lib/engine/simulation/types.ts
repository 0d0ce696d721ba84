/** The output of a simulation. A transaction contains neither its label nor the truth: these are separate objects. */

import type { TransactionType } from '@/lib/engine/features'

export const TYPOLOGIES = [
  'account_takeover',
  'sim_swap',
  'mule_chain',
  'card_testing',
  'structuring',
  'bust_out',
  'refund_abuse',
  'agent_collusion',
  'authorised_push_payment',
  'dormant_revival',
  'low_and_slow',
  'skimmed_card',
  'qr_code_scam',
] as const
/** A way of committing fraud; `docs/glossary.md` says what each one is. `qr_code_scam` appears only as a new tactic. */
export type TypologyName = (typeof TYPOLOGIES)[number]

export type Channel = 'app' | 'web' | 'ussd' | 'pos' | 'ecommerce' | 'atm' | 'agent' | 'batch'

/** Money in minor units (cents), times in epoch milliseconds UTC; null where a real feed has no value. */
export interface SimulatedTransaction {
  externalId: string
  occurredAtMs: number
  /** Whole hours since the start of the simulation (PaySim's step). */
  step: number
  type: TransactionType
  amountMinor: number
  currency: string
  senderAccount: string
  senderBalanceBeforeMinor: number | null
  senderBalanceAfterMinor: number | null
  receiverAccount: string | null
  receiverBalanceBeforeMinor: number | null
  receiverBalanceAfterMinor: number | null
  phone: string | null
  deviceId: string | null
  ip: string | null
  city: string | null
  /** ISO 3166-1 alpha-2. */
  country: string | null
  latitude: number | null
  longitude: number | null
  merchantCategory: string | null
  channel: Channel | null
  declinedAttempts: number | null
}

/** The recorded label and its arrival. `arrivesAtMs` null: no label arrives, and `isFraud` is false. */
export interface SimulatedLabel {
  isFraud: boolean
  arrivesAtMs: number | null
}

/** The truth. For evaluation only; the product never sees it. */
export interface SimulatedTruth {
  isFraud: boolean
  typology: TypologyName | null
}

export interface SimulatedEvent {
  transaction: SimulatedTransaction
  label: SimulatedLabel
  truth: SimulatedTruth
}

export const SCENARIO_NAMES = ['new-tactic', 'new-region', 'seasonal-peak'] as const
export type ScenarioName = (typeof SCENARIO_NAMES)[number]

/** A scenario that begins on a day (0 is the first one). */
export interface Scenario {
  name: ScenarioName
  fromDay: number
}

export interface WorldConfig {
  seed: number
  /** Epoch milliseconds UTC of the first instant. */
  startMs: number
  days: number
  /** Customers at the start; merchants, agents, mules and fraud scale with them. */
  customers?: number
  /** ISO 4217; one currency for the whole simulation. */
  currency?: string
  scenarios?: readonly Scenario[]
  /** Fraud as a multiple of the usual; 1 by default. */
  crime?: number
}
