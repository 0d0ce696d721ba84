/** Change requests and policy versions in the shapes of the contract; safe to import in the browser. */
import { z } from 'zod'
import { pageQuery } from '@/lib/contract/pagination'
import { uuid } from '@/lib/contract/uuid'
import { modelResponse, policyResponse } from '@/lib/governance/models/schema'
import { PREVIEW_DAYS } from './impact-schema'
import { outlook } from './outlook-schema'
import {
  canaryPayload,
  explorationPayload,
  fourEyesPayload,
  modelPayload,
  policyPayload,
  sandboxPayload,
  velocityPayload,
  watchlistPayload,
} from './payloads'

export * from './impact-schema'
export * from './outlook-schema'
export * from './payloads'

export const CHANGE_KINDS = [
  'policy',
  'watchlist-bulk',
  'model-production',
  'canary',
  'exploration',
  'four-eyes',
  'sandbox',
  'velocity',
] as const
export type ChangeKindName = (typeof CHANGE_KINDS)[number]

export const CHANGE_STATUSES = ['pending', 'scheduled', 'applied', 'rejected', 'withdrawn', 'stale'] as const
export type ChangeStatus = (typeof CHANGE_STATUSES)[number]

/** A change starts within this many days: what it was judged by is then still recent. */
export const MAX_START_DAYS = 90
const MAX_NOTE = 1_000

const days = z.literal(PREVIEW_DAYS).default(30).describe('The longest period of the impact, in days')
const reason = z.string().trim().min(1, 'must say why').max(MAX_NOTE)
const startsAt = z.iso
  .datetime({ offset: true })
  .nullable()
  .default(null)
  .describe(`null: at once. Within ${MAX_START_DAYS} days`)
const beforeHash = z.string().regex(/^[0-9a-f]{64}$/)
const note = z.string().trim().max(MAX_NOTE).default('')

/** One member per kind, so that each payload is checked by its own schema. */
const change = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('policy'), payload: policyPayload }),
  z.strictObject({ kind: z.literal('watchlist-bulk'), payload: watchlistPayload }),
  z.strictObject({ kind: z.literal('model-production'), payload: modelPayload }),
  z.strictObject({ kind: z.literal('canary'), payload: canaryPayload }),
  z.strictObject({ kind: z.literal('exploration'), payload: explorationPayload }),
  z.strictObject({ kind: z.literal('four-eyes'), payload: fourEyesPayload }),
  z.strictObject({ kind: z.literal('sandbox'), payload: sandboxPayload }),
  z.strictObject({ kind: z.literal('velocity'), payload: velocityPayload }),
])
export type Change = z.output<typeof change>

export const previewBody = z.strictObject({ change, days })
export type PreviewInput = z.output<typeof previewBody>

export const changeBody = z.strictObject({
  change,
  days,
  reason,
  starts_at: startsAt,
  before_hash: beforeHash
    .nullable()
    .default(null)
    .describe('`before_hash` of the preview that the user saw: where another state is in force by now, 409'),
})
export type ChangeInput = z.output<typeof changeBody>

export const restoreBody = z.strictObject({ reason, starts_at: startsAt })
export type RestoreInput = z.output<typeof restoreBody>

export const thresholdBody = z.strictObject({
  threshold: z.number().gt(0).lt(1).describe('The new review threshold, between 0 and 1'),
  reason: reason.default('Set through PATCH /api/models/{id}/threshold'),
})
export type ThresholdInput = z.output<typeof thresholdBody>

export const refreshBody = z.strictObject({ days })
export const approveBody = z.strictObject({
  shown_hash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe('`shown_hash` of the change as it was shown'),
  note,
})
export type ApproveInput = z.output<typeof approveBody>
export const rejectBody = z.strictObject({ note: z.string().trim().min(1, 'must say why').max(MAX_NOTE) })

export const changeQuery = z.strictObject({
  ...pageQuery(50, 200),
  status: z.enum(CHANGE_STATUSES).optional(),
  kind: z.enum(CHANGE_KINDS).optional(),
})
export type ChangeQuery = z.output<typeof changeQuery>

const person = z.object({ id: uuid, name: z.string() })
/** What a state holds depends on the kind. */
const state = z.record(z.string(), z.unknown())

export const changeItem = z.object({
  id: uuid,
  kind: z.enum(CHANGE_KINDS),
  status: z.enum(CHANGE_STATUSES).describe('stale: another state was in force when its time came'),
  summary: z.string(),
  reason: z.string(),
  starts_at: z.string().nullable(),
  four_eyes: z.boolean().describe('Another administrator must approve'),
  requested_by: person,
  requested_at: z.string(),
  decided_by: person.nullable(),
  decided_at: z.string().nullable(),
  decision_note: z.string().nullable(),
  applied_at: z.string().nullable(),
  policy_version: z.int().nullable().describe('The policy version that it made'),
  failure: z.string().nullable().describe('Why a scheduled change did not take effect'),
})
export type ChangeItem = z.infer<typeof changeItem>

export const changePageResponse = z.object({ items: z.array(changeItem), next_cursor: z.string().nullable() })
export type ChangePage = z.infer<typeof changePageResponse>

const shown = {
  before: state.describe('What was in force at the preview'),
  after: state,
  ...outlook,
}

export const changeResponse = changeItem.extend({
  ...shown,
  preview_days: z.int(),
  previewed_at: z.string(),
  shown_hash: z.string().describe('SHA-256 of what is shown here; an approval names it'),
})
export type ChangeRequest = z.infer<typeof changeResponse>

export const previewResponse = z.object({
  ...shown,
  summary: z.string(),
  before_hash: z.string().describe('SHA-256 of `before`'),
})
export type ChangePreview = z.infer<typeof previewResponse>

export const policyVersionResponse = policyResponse.extend({
  id: uuid,
  created_at: z.string(),
  created_by: person.nullable().describe('null: the operator or the product'),
  change_id: uuid.nullable().describe('The change request that made it'),
})
export type PolicyVersion = z.infer<typeof policyVersionResponse>

export const policyQuery = z.strictObject(pageQuery(50, 200))
export const policyPageResponse = z.object({
  items: z.array(policyVersionResponse).describe('Newest first; the first of all is in force'),
  next_cursor: z.string().nullable(),
})
export type PolicyPage = z.infer<typeof policyPageResponse>

export const thresholdResponse = modelResponse.extend({
  threshold: z.number().describe('The review threshold in force now'),
  change: changeItem.describe('The change request: applied, or waiting for another administrator'),
})
export type ThresholdChange = z.infer<typeof thresholdResponse>
