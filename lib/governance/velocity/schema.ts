/** The velocity rule in the shapes of the contract; safe to import in the browser. */
import { z } from 'zod'
import { OUTCOMES } from '@/lib/engine/policy'
import { RING_BOUNDS } from '@/lib/engine/rings'
import { SEVERITIES, type Severity, VELOCITY_BOUNDS } from '@/lib/engine/velocity'

const severity = z.enum(SEVERITIES).nullable()
const { windowSeconds, threshold } = VELOCITY_BOUNDS

const ringRule = z
  .strictObject({
    new_accounts: z
      .int()
      .min(RING_BOUNDS.newAccounts.min)
      .max(RING_BOUNDS.newAccounts.max)
      .describe('From so many new accounts on a ring grows suspiciously'),
    days: z.int().min(RING_BOUNDS.days.min).max(RING_BOUNDS.days.max),
    outcome: z.enum(OUTCOMES).describe('The mildest outcome of a payment of such a ring; approve: no effect'),
  })
  .describe('Rings of accounts that share devices or phones; null: none are looked for')

/** What a change of the kind `velocity` asks for. */
export const velocityPayload = z
  .strictObject({
    window_seconds: z.int().min(windowSeconds.min).max(windowSeconds.max),
    threshold: z
      .int()
      .min(threshold.min)
      .max(threshold.max)
      .describe('Payments of a sender, phone or device in the window that are still normal'),
    review_from: severity.describe('From this severity on a payment is at least reviewed; null: never'),
    block_from: severity.describe('From this severity on a payment is blocked; null: never'),
    rings: ringRule.nullable().default(null),
  })
  .refine(({ review_from: review, block_from: block }) => rank(block) >= rank(review) || review === null, {
    path: ['block_from'],
    message: 'must not be milder than review_from',
  })
export type VelocityPayload = z.output<typeof velocityPayload>

/** Never is beyond the worst severity. */
const rank = (least: Severity | null): number =>
  least === null ? SEVERITIES.length : SEVERITIES.indexOf(least)

export const velocityRuleResponse = z.object({
  version: z.int().describe('Grows with each change; 0: the default'),
  window_seconds: z.int(),
  threshold: z.int(),
  review_from: severity,
  block_from: severity,
  rings: ringRule.nullable(),
  changed_at: z.string().nullable(),
  four_eyes: z.boolean().describe('Another administrator must approve a change'),
})
export type VelocityRuleInForce = z.infer<typeof velocityRuleResponse>
