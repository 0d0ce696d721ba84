import { z } from 'zod'
import { ENTITY_KINDS, entityId } from '@/lib/contract/entities'
import {
  CASE_ENTITY_ROLES,
  CASE_ORDERS,
  CASE_OUTCOMES,
  CASE_PRIORITIES,
  CASE_STATUS_FILTERS,
  CASE_STATUSES,
  MAX_LINKS_AT_ONCE,
} from './vocabulary'

/** What the case endpoints take. Texts are trimmed before they are measured: blank is empty. */
const required = (max: number) => z.string().trim().min(1, 'must not be empty').max(max)
const optionalText = (max: number) => z.string().trim().max(max).nullable()

/** The greatest that its column holds. */
const MAX_VERSION = 2_147_483_647

const title = required(256)
const description = optionalText(8_192)
const transactionIds = z.array(z.uuid()).max(MAX_LINKS_AT_ONCE)

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
    .union([z.enum(['me', 'unassigned']), z.uuid()])
    .optional()
    .describe('A user id, `me` or `unassigned`'),
  overdue: z
    .enum(['true', 'false'])
    .transform((value) => value === 'true')
    .optional()
    .describe('Not closed, and the time allowed has run out'),
  q: z.string().trim().max(128).optional().describe('A number such as CASE-12, or a part of the title'),
  order: z.enum(CASE_ORDERS).default('updated'),
})
export type CaseFilter = z.output<typeof caseFilter>

export const createCaseBody = z.strictObject({
  title,
  description: description.optional(),
  priority: z.enum(CASE_PRIORITIES).default('medium'),
  assigned_to: z.uuid().nullable().optional(),
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
  assigned_to: z.uuid().nullable().optional(),
  outcome: z.enum(CASE_OUTCOMES).optional().describe('Needed to close, and only then'),
  summary: required(8_192).optional().describe('Needed to close, and only then'),
  note: required(8_192).optional().describe('Why a closed case is opened again: needed then, and only then'),
})
export type CaseChange = Omit<z.output<typeof changeCaseBody>, 'version'>

export const linkTransactionsBody = z.strictObject({ transaction_ids: transactionIds.min(1) })
export const linkEntitiesBody = z.strictObject({ entities: entities.min(1) })

export const noteBody = z.strictObject({
  body: required(8_192),
  mentions: z
    .array(z.uuid())
    .max(20)
    .default([])
    .describe('Active users of the institution, who are notified'),
})
export type NoteInput = z.output<typeof noteBody>
