import { z } from 'zod'
import { ENTITY_KINDS, entityId } from '@/lib/contract/entities'
import { uuid } from '@/lib/contract/uuid'
import { canaryBody } from '@/lib/governance/challengers/schema'
import { explorationChange } from '@/lib/governance/exploration/schema'

export { velocityPayload, type VelocityPayload } from '@/lib/governance/velocity/schema'

/** What each kind of change asks for; safe to import in the browser. */

/** From this many new entries on, an import under four eyes needs another administrator. */
export const BULK_ENTRIES = 50
export const MAX_BULK_ENTRIES = 5_000

/** The fields of a policy in the words of the screens, in their order. */
export const THRESHOLD_LABELS = {
  review_threshold: 'Review threshold',
  block_threshold: 'Block threshold',
  medium_from: 'Medium band from',
  high_from: 'High band from',
} as const
export type ThresholdName = keyof typeof THRESHOLD_LABELS
export const THRESHOLD_NAMES = Object.keys(THRESHOLD_LABELS) as ThresholdName[]
export type Thresholds = Record<ThresholdName, number>

const threshold = z.number().gt(0).lte(1)

export const policyPayload = z
  .strictObject({
    review_threshold: z.number().gt(0).lt(1).describe('Scores from it on are reviewed'),
    block_threshold: threshold.describe('Scores from it on are blocked; 1: none is'),
    medium_from: threshold.describe('The medium risk band begins here'),
    high_from: threshold.describe('The high risk band begins here'),
    restores_version: z.int().min(1).describe('The earlier policy version that these thresholds are'),
  })
  .partial()
  .describe('What is omitted stays as it is')
export type PolicyPayload = z.output<typeof policyPayload>

const listEntry = z.strictObject({
  kind: z.enum(ENTITY_KINDS),
  entity_id: entityId,
  received: z.string().max(64).nullable().default(null).describe('The id as written, where it differs'),
  list_type: z.enum(['blocked', 'trusted']),
  reason: z.string().max(512).nullable().default(null),
  expires_at: z.iso.datetime({ offset: true }).nullable().default(null),
})
export type ListEntry = z.output<typeof listEntry>

export const watchlistPayload = z.strictObject({
  entries: z.array(listEntry).min(1).max(MAX_BULK_ENTRIES),
})
export type WatchlistPayload = z.output<typeof watchlistPayload>

export const modelPayload = z.strictObject({
  model_id: uuid,
  action: z
    .enum(['promote', 'rollback'])
    .describe(
      'promote: the canary goes into production with the thresholds that its bundle recommends. rollback: a former ' +
        'production model returns with the thresholds that it had',
    ),
})
export type ModelPayload = z.output<typeof modelPayload>

export const fourEyesPayload = z
  .strictObject({ four_eyes: z.literal(false) })
  .describe('Four eyes are switched on with PATCH /api/tenant, and off by a change request only')
export type FourEyesPayload = z.output<typeof fourEyesPayload>

export const sandboxPayload = z
  .strictObject({ sandbox: z.literal(true) })
  .describe(
    'A sandbox, where replays may run. While four eyes are on, by a change request only; PATCH /api/tenant ends it',
  )
export type SandboxPayload = z.output<typeof sandboxPayload>

export const explorationPayload = explorationChange
export type ExplorationPayload = z.output<typeof explorationPayload>

export const canaryPayload = z.strictObject({ model_id: uuid, ...canaryBody.shape })
export type CanaryPayload = z.output<typeof canaryPayload>
