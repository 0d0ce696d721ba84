import { filterFields, TRANSACTION_ORDERS } from '@/lib/transactions/schema'
import { z } from 'zod'

/** For how long an alert is kept for whoever looks at it; looking on renews it. */
export const CLAIM_MINUTES = 10

export interface Claim {
  transactionId: string
  userId: string
  userName: string
  /** ISO 8601 UTC. */
  expiresAt: string
}

export const claimAnswer = z.object({
  transaction_id: z.uuid(),
  user_id: z.uuid(),
  user_name: z.string(),
  expires_at: z.string().describe('ISO 8601, UTC. Claiming again renews it'),
})

/** The queue's order and filters, for whoever asks for its next alert. */
export const nextAlertBody = z.strictObject({
  order: z.enum(TRANSACTION_ORDERS).default('loss'),
  band: filterFields.band,
  outcome: filterFields.outcome,
  type: filterFields.type,
  min_amount: filterFields.min_amount,
  max_amount: filterFields.max_amount,
  age: filterFields.age,
})
export type NextAlertInput = z.input<typeof nextAlertBody>
