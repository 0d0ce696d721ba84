/** What a rule is compared with, and what an alert says about it. */
import { z } from 'zod'
import { type RingFacts, ringResponse } from '@/lib/engine/rings'
import { type VelocityFacts, velocityResponse } from '@/lib/engine/velocity'

/** A scored transaction. The accounts serve de-duplication and are in no message. */
export interface DecisionFacts {
  kind: 'transaction'
  transactionId: string
  externalId: string | null
  occurredAt: string
  scoredAt: Date
  amount: string
  currency: string
  /** In the institution's currency; null where no rate is known. */
  ownAmount: string | null
  senderAccount: string
  receiverAccount: string | null
  outcome: string
  score: number
  reasonCodes: readonly string[]
  /** What the detectors found, as the response says it. */
  velocity: VelocityFacts
  ring: RingFacts | null
}

/** The facts of an event as they are stored until its message is made. No account, device, phone or name. */
export const storedFacts = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('transaction'),
    transaction_id: z.string(),
    external_id: z.string().nullable(),
    occurred_at: z.string(),
    amount: z.string(),
    currency: z.string(),
    outcome: z.string(),
    score: z.number(),
    reason_codes: z.array(z.string()),
    // Events that a former release stored have neither.
    velocity: velocityResponse.default([]),
    ring: ringResponse.nullable().default(null),
  }),
  z.object({
    kind: z.literal('case_breached'),
    case_id: z.string(),
    case_key: z.string(),
    due_at: z.string(),
  }),
  z.object({
    kind: z.literal('drift_alarm'),
    drift_alarm_id: z.string(),
    model_version_id: z.string(),
    raised_at: z.string(),
  }),
  z.object({
    kind: z.literal('job_failed'),
    job: z.string(),
    failure: z.string(),
    failed_at: z.string(),
  }),
  z.object({
    kind: z.literal('stream_lag'),
    topic: z.string(),
    waiting: z.number(),
    progressed_at: z.string(),
  }),
])
export type StoredFacts = z.infer<typeof storedFacts>

/** How many more events wait with the stored ones for the same message. */
const moreFacts = z.object({ kind: z.literal('more'), count: z.int() })
export const waitingFacts = z.discriminatedUnion('kind', [...storedFacts.options, moreFacts])

/** Something that a rule matched. */
export interface MatchedEvent {
  facts: StoredFacts
  /** What it is about, for de-duplication by subject. */
  subject: string
  sender: string | null
  receiver: string | null
  at: Date
}
