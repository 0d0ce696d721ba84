import { z } from 'zod'
import { uuid } from '@/lib/contract/uuid'

/** How long a claim lasts; claiming again renews it. */
export const CLAIM_MINUTES = 10

export const claimResponse = z.object({
  transaction_id: uuid,
  user_id: uuid,
  user_name: z.string(),
  expires_at: z.string().describe('ISO 8601, UTC. Claiming again renews it'),
})
export type Claim = z.infer<typeof claimResponse>
