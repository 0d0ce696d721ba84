/** A growing ring in the shape of the contract; safe to import in the browser. */
import { z } from 'zod'
import { uuid } from '@/lib/contract/uuid'

/** A growing ring that the payment belongs to, as it was decided. */
export const ringResponse = z.object({
  id: uuid,
  accounts: z.int().describe('Of the ring'),
  new_accounts: z
    .int()
    .describe('Of them, those that joined in the days before the payment; at most 50 are counted'),
  days: z.int(),
  threshold: z.int().describe('From so many new accounts on a ring grows suspiciously'),
})
export type RingFacts = z.infer<typeof ringResponse>

/** '7 of 9 accounts that share devices or phones joined within 7 days; threshold 5' */
export const ringText = ({ new_accounts: joined, accounts, days, threshold }: RingFacts): string =>
  `${joined} of ${accounts} accounts that share devices or phones joined within ${days} days; threshold ${threshold}`
