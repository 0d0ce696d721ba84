/** What the velocity detector found, in the shape of the contract; safe to import in the browser. */
import { z } from 'zod'
import { VELOCITY_PARTIES } from './find-velocity'
import { SEVERITIES } from './rule'

/** What was found of each party, as it was decided (docs/velocity.md). */
export const velocityResponse = z
  .array(
    z.object({
      party: z.enum(VELOCITY_PARTIES),
      severity: z.enum(SEVERITIES),
      payments: z.int().describe('Of the party in the window that ends with this payment, which counts too'),
      at_least: z.boolean().describe('There may be more payments in the window'),
      threshold: z.int().describe('Up to so many are normal'),
      window_seconds: z.int(),
    }),
  )
  .max(VELOCITY_PARTIES.length)
export type VelocityFacts = z.infer<typeof velocityResponse>

/** '12 payments from this phone in 60 seconds; threshold 10' */
export const velocityText = ({
  payments,
  at_least: atLeast,
  party,
  window_seconds: seconds,
  threshold,
}: VelocityFacts[number]): string =>
  `${atLeast ? 'at least ' : ''}${payments} payments from this ${party} in ${seconds} seconds; threshold ${threshold}`
