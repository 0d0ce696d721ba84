import { TRANSACTION_TYPES } from '@/lib/features'
import { OUTCOMES, RISK_BANDS } from '@/lib/policy'
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

const amount = z.string().regex(/^\d{1,16}(\.\d{1,2})?$/, 'must be an amount with at most two decimals')

/** The queue's order and filters, for whoever asks for its next alert. */
export const nextAlertBody = z.strictObject({
  order: z.enum(['loss', 'time']).default('loss'),
  band: z.enum(RISK_BANDS).optional(),
  outcome: z.enum(OUTCOMES).optional(),
  type: z.enum(TRANSACTION_TYPES).optional(),
  min_amount: amount.optional(),
  max_amount: amount.optional(),
  age: z.enum(['24h', '7d', '30d']).optional(),
})
export type NextAlertInput = z.output<typeof nextAlertBody>
