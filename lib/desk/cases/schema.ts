/** Cases as the outside sees them; safe to import in the browser. */
import { z } from 'zod'
import { uuid } from '@/lib/contract/uuid'
import { cappedCount } from '@/lib/contract/capped-count'
import { converted } from '@/lib/contract/converted-money'
import { DECISIONS } from '@/lib/contract/decisions'
import { ENTITY_KINDS, entityId } from '@/lib/contract/entities'
import { claimChoice } from '@/lib/desk/claims/schema'
import { OUTCOMES, RISK_BANDS } from '@/lib/engine/policy'
import {
  CASE_ENTITY_ROLES,
  CASE_ORDERS,
  CASE_OUTCOMES,
  CASE_PRIORITIES,
  CASE_STATUS_FILTERS,
  CASE_STATUSES,
  MAX_LINKS_AT_ONCE,
} from './vocabulary'

export * from './sla-policies/schema'
export * from './vocabulary'

/** Responses. Pages get the same shapes from the domain functions. */
const time = z.string().describe('ISO 8601, UTC')
const namedUserResponse = z.object({ id: uuid, name: z.string() })
export type NamedUser = z.infer<typeof namedUserResponse>

export const slaResponse = z.object({
  state: z.enum(['running', 'paused', 'closed']),
  allowed_seconds: z.int().describe('Set by the policy when the case was created or got its priority'),
  due_at: time.nullable().describe('Null while the clock is paused'),
  left_seconds: z
    .int()
    .nullable()
    .describe('While the clock is paused; negative if the time limit was exceeded'),
  breached_at: time.nullable().describe('Never reset'),
})
export type Sla = z.infer<typeof slaResponse>

export const caseSummaryResponse = z.object({
  id: uuid,
  key: z.string().describe('CASE-12'),
  number: z.int(),
  title: z.string(),
  status: z.enum(CASE_STATUSES),
  priority: z.enum(CASE_PRIORITIES),
  assignee: namedUserResponse.nullable(),
  sla: slaResponse,
  outcome: z.enum(CASE_OUTCOMES).nullable(),
  created_at: time,
  updated_at: time,
  closed_at: time.nullable(),
  transaction_count: z.int(),
  entity_count: z.int(),
  note_count: z.int(),
  version: z.int(),
})
export type CaseSummary = z.infer<typeof caseSummaryResponse>

export const casePageResponse = z.object({
  items: z.array(caseSummaryResponse),
  next_cursor: z.string().nullable(),
})
export type CasePage = z.infer<typeof casePageResponse>

/** Each counts cases that are not closed; the list with the same filter shows exactly these. */
export const caseStatsResponse = z.object({
  open: cappedCount.describe('Not closed'),
  overdue: cappedCount,
  critical: cappedCount,
  unassigned: cappedCount,
  mine: cappedCount,
})
export type CaseStats = z.infer<typeof caseStatsResponse>

export const caseTransactionResponse = z.object({
  transaction_id: uuid,
  external_id: z.string().nullable(),
  occurred_at: time,
  type: z.string(),
  amount: z.string(),
  currency: z.string(),
  converted,
  sender_account: z.string(),
  receiver_account: z.string().nullable(),
  score: z.number(),
  risk_band: z.enum(RISK_BANDS),
  outcome: z.enum(OUTCOMES),
  decision: z.enum(DECISIONS).nullable(),
  decision_version: z.int(),
  added_by: namedUserResponse.nullable(),
  added_at: time,
})
export type CaseTransaction = z.infer<typeof caseTransactionResponse>

export const caseEntityResponse = z.object({
  kind: z.enum(ENTITY_KINDS),
  id: z.string(),
  role: z.enum(CASE_ENTITY_ROLES),
  added_by: namedUserResponse.nullable(),
  added_at: time,
})
export type CaseEntity = z.infer<typeof caseEntityResponse>

export const noteResponse = z.object({
  id: uuid,
  body: z.string(),
  author: namedUserResponse,
  mentions: z.array(namedUserResponse),
  created_at: time,
  edited_at: time.nullable(),
})
export type CaseNote = z.infer<typeof noteResponse>

export const noteRevisionResponse = z.object({
  body: z.string(),
  written_at: time,
  replaced_at: time,
})
export type NoteRevision = z.infer<typeof noteRevisionResponse>

export const timelineEntryResponse = z.object({
  seq: z.string(),
  at: time,
  action: z.string(),
  actor: z.object({ kind: z.enum(['user', 'api-key', 'system']), name: z.string() }),
  text: z.string().describe('The change as a sentence, with names'),
  changes: z.array(z.object({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() })),
  request_id: z.string(),
})
export type TimelineEntry = z.infer<typeof timelineEntryResponse>

export const timelinePageResponse = z.object({
  items: z.array(timelineEntryResponse),
  next_cursor: z.string().nullable(),
})
export type TimelinePage = z.infer<typeof timelinePageResponse>

export const caseDetailResponse = caseSummaryResponse.extend({
  description: z.string().nullable(),
  summary: z.string().nullable().describe('The findings, written at closing'),
  created_by: namedUserResponse.nullable(),
  open_alert_count: z
    .int()
    .describe('Its alerts that are pending or escalated: closing as fraud or as false positive decides them'),
  transactions: z.array(caseTransactionResponse).describe('The first 200, newest first'),
  entities: z.array(caseEntityResponse),
  notes: z.array(noteResponse).describe('The latest 200, newest first'),
  timeline: timelinePageResponse.describe('Its first page, newest first'),
  brief: z.array(z.string()).describe('The case in sentences, as its brief has them'),
})
export type CaseDetail = z.infer<typeof caseDetailResponse>

/** Each write responds with the case as that very write left it. */
export const changedCaseResponse = z.object({ case: caseDetailResponse })
export const linkedTransactionsResponse = changedCaseResponse.extend({
  added: z.int(),
  transaction_count: z.int(),
})
export const linkedEntitiesResponse = changedCaseResponse.extend({ changed: z.int(), entity_count: z.int() })
export const changedNoteResponse = noteResponse.extend(changedCaseResponse.shape)
export type ChangedCase = z.infer<typeof changedCaseResponse>
export type LinkedTransactions = z.infer<typeof linkedTransactionsResponse>
export type LinkedEntities = z.infer<typeof linkedEntitiesResponse>
export type ChangedNote = z.infer<typeof changedNoteResponse>

export const caseBriefResponse = z.object({
  key: z.string(),
  title: z.string(),
  href: z.string(),
  sentences: z.array(z.string()).describe('The case in words'),
  facts: z.array(z.object({ label: z.string(), value: z.string() })),
  transactions: z.array(caseTransactionResponse.extend({ href: z.string() })),
  transaction_count: z.int().describe('Of all; the first 200 are listed'),
  entities: z.array(caseEntityResponse.extend({ href: z.string() })),
  notes: z.array(noteResponse),
  timeline: z.array(timelineEntryResponse).describe('Oldest first, the latest 200'),
})
export type CaseBrief = z.infer<typeof caseBriefResponse>

/** Inputs. Texts are trimmed before they are measured: blank is empty. */
const required = (max: number) => z.string().trim().min(1, 'must not be empty').max(max)
const optionalText = (max: number) => z.string().trim().max(max).nullable()

/** The maximum of the column. */
const MAX_VERSION = 2_147_483_647

const title = required(256)
const description = optionalText(8_192)
const transactionIds = z.array(uuid).max(MAX_LINKS_AT_ONCE)

export const caseEntityBody = z.strictObject({
  kind: z.enum(ENTITY_KINDS),
  id: entityId,
  role: z.enum(CASE_ENTITY_ROLES).default('related'),
})
export type CaseEntityInput = z.output<typeof caseEntityBody>

const entities = z.array(caseEntityBody).max(100)

export const caseFilter = z.strictObject({
  status: z.enum(CASE_STATUS_FILTERS).optional().describe('One status, or `active`: all that are not closed'),
  priority: z.enum(CASE_PRIORITIES).optional(),
  assigned_to: z
    .union([z.enum(['me', 'unassigned']), uuid])
    .optional()
    .describe('A user id, `me` or `unassigned`'),
  overdue: z
    .enum(['true', 'false'])
    .transform((value) => value === 'true')
    .optional()
    .describe('Not closed, and the time limit was exceeded'),
  q: z.string().trim().max(128).optional().describe('A number such as CASE-12, or a part of the title'),
  order: z.enum(CASE_ORDERS).default('updated'),
})
export type CaseFilter = z.output<typeof caseFilter>

export const createCaseBody = z.strictObject({
  title,
  description: description.optional(),
  priority: z.enum(CASE_PRIORITIES).default('medium'),
  assigned_to: uuid.nullable().optional(),
  transaction_ids: transactionIds.default([]),
  entities: entities.default([]),
})
export type NewCase = z.output<typeof createCaseBody>

export const changeCaseBody = z.strictObject({
  version: z
    .int()
    .min(1)
    .max(MAX_VERSION)
    .optional()
    .describe('The version that was read; or the header If-Match'),
  title: title.optional(),
  description: description.optional(),
  priority: z.enum(CASE_PRIORITIES).optional(),
  status: z.enum(CASE_STATUSES).optional(),
  assigned_to: uuid.nullable().optional(),
  outcome: z.enum(CASE_OUTCOMES).optional().describe('Needed for closing, and only for that'),
  summary: required(8_192).optional().describe('Needed for closing, and only for that'),
  leave_alerts: z
    .boolean()
    .optional()
    .describe('Only for closing: leaves the open alerts of the case as they are'),
  override_claim: claimChoice.override_claim,
  note: required(8_192)
    .optional()
    .describe(
      'Why a closed case is reopened, or why a case becomes pending: needed for these, and only for these',
    ),
})
export type CaseChange = Omit<z.output<typeof changeCaseBody>, 'version'>

export const linkTransactionsBody = z.strictObject({ transaction_ids: transactionIds.min(1) })
export const linkEntitiesBody = z.strictObject({ entities: entities.min(1) })

export const noteBody = z.strictObject({
  body: required(8_192),
  mentions: z.array(uuid).max(20).default([]).describe('Active users of the institution, who are notified'),
})
export type NoteInput = z.output<typeof noteBody>
