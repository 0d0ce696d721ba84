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

export const claimResponse = z.object({
  transaction_id: z.uuid(),
  user_id: z.uuid(),
  user_name: z.string(),
  expires_at: z.string().describe('ISO 8601, UTC. Claiming again renews it'),
})

export const presentClaim = (claim: Claim) => ({
  transaction_id: claim.transactionId,
  user_id: claim.userId,
  user_name: claim.userName,
  expires_at: claim.expiresAt,
})
