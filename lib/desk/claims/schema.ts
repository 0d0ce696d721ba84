import { z } from 'zod'
import { uuid } from '@/lib/contract/uuid'

/** How long a claim lasts; claiming again renews it. */
export const CLAIM_MINUTES = 10

export const claimResponse = z.object({
  transaction_id: uuid,
  user_id: uuid,
  user_name: z.string(),
  claimed_at: z.string().describe('ISO 8601, UTC. Renewing does not change it'),
  expires_at: z.string().describe('ISO 8601, UTC. Claiming again renews it'),
})
export type Claim = z.infer<typeof claimResponse>

/** What happens to the claims of other users; without a choice they reject the request. */
export const claimChoice = {
  override_claim: z
    .boolean()
    .optional()
    .describe(
      'Go on although other users have claimed some: their claims end, which is audited and told to them. Needs the ' +
        'permission claim:override',
    ),
  skip_claimed: z
    .boolean()
    .optional()
    .describe('Leave what other users have claimed as it is, and go on with the rest'),
}
export interface ClaimChoice {
  override_claim?: boolean | undefined
  skip_claimed?: boolean | undefined
}
