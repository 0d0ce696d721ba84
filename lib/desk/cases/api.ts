import { z } from 'zod'
import { uuid } from '@/lib/contract/uuid'
import { ENTITY_KINDS, entityId } from '@/lib/contract/entities'
import { defineOperation } from '@/lib/contract/operation'
import { pageQuery } from '@/lib/contract/pagination'
import { RawResponse } from '@/lib/contract/raw-response'
import { AppError } from '@/lib/platform/errors'
import {
  caseBriefResponse,
  caseDetailResponse,
  caseFilter,
  casePageResponse,
  caseStatsResponse,
  changeCaseBody,
  changedCaseResponse,
  changedNoteResponse,
  createCaseBody,
  linkEntitiesBody,
  linkedEntitiesResponse,
  linkedTransactionsResponse,
  linkTransactionsBody,
  noteBody,
  noteRevisionResponse,
  timelinePageResponse,
} from './schema'
import { exportBrief, getBrief } from './brief/get-brief'
import { changeCase } from './change-case'
import { createCase } from './create-case'
import { getCase } from './get-case'
import { linkEntities, unlinkEntity } from './link-entities'
import { linkTransactions, unlinkTransaction } from './link-transactions'
import { caseLoad, listCases } from './list-cases'
import { addNote, editNote, listRevisions } from './notes'
import { readTimeline } from './timeline'

export * from './sla-policies/api'

const reads = { tag: 'Cases', auth: 'user-or-key', permission: 'case:read' } as const
const writes = { tag: 'Cases', auth: 'user', permission: 'case:write' } as const
const briefs = { tag: 'Cases', auth: 'user', permission: 'case:export' } as const
const params = z.object({ id: uuid })
const noteParams = params.extend({ note_id: uuid })

export const listCasesOperation = defineOperation({
  ...reads,
  id: 'listCases',
  method: 'GET',
  path: '/api/cases',
  summary: 'List cases',
  description:
    'Last updated first, or first due first (paused cases come last). The cost does not grow with depth.',
  query: caseFilter.extend(pageQuery(50, 200)),
  response: { status: 200, schema: casePageResponse },
  errors: ['invalid-cursor'],
  handler: ({ ctx, query: { limit, cursor, overdue, ...filter } }) =>
    listCases(
      ctx,
      { ...filter, ...(overdue !== undefined && { overdue: overdue ? 'true' : 'false' }) },
      { limit, ...(cursor !== undefined && { cursor }) },
    ),
})

export const getCaseStatsOperation = defineOperation({
  ...reads,
  id: 'getCaseStats',
  method: 'GET',
  path: '/api/cases/stats',
  summary: 'Count the open cases: all, overdue, critical, unassigned, your own',
  description: 'Each figure counts what the list shows with status=active and the filter of that name.',
  response: { status: 200, schema: caseStatsResponse },
  errors: [],
  handler: ({ ctx }) => caseLoad(ctx),
})

export const createCaseOperation = defineOperation({
  ...writes,
  id: 'createCase',
  method: 'POST',
  path: '/api/cases',
  summary: 'Open a case over transactions and entities',
  description: 'Its time limit starts now. Assigning it to another user needs the permission case:assign.',
  body: createCaseBody,
  response: { status: 201, schema: caseDetailResponse },
  errors: ['not-found', 'invalid-reference'],
  handler: ({ ctx, body }) => createCase(ctx, body),
})

export const getCaseOperation = defineOperation({
  ...reads,
  id: 'getCase',
  method: 'GET',
  path: '/api/cases/{id}',
  summary: 'Read a case with its transactions, entities, notes and timeline',
  params,
  response: { status: 200, schema: caseDetailResponse },
  errors: ['not-found'],
  handler: ({ ctx, params }) => getCase(ctx, params.id),
})

export const changeCaseOperation = defineOperation({
  ...writes,
  id: 'changeCase',
  method: 'PATCH',
  path: '/api/cases/{id}',
  summary: 'Change a case, unless another user changed it first',
  description:
    'Needs the version that was read, as `version` or in If-Match. Closing needs an outcome and a summary, reopening ' +
    'and setting it to pending, which pauses its time limit, need a note. Closing as confirmed_fraud or false_positive decides the open alerts of the case the same way, in the ' +
    'same database transaction, unless `leave_alerts` is sent; more than one needs the permission transaction:decide-many. ' +
    'Where another user has claimed one of them, the response is 409 `claimed`, unless `override_claim` is sent. Assigning or unassigning other users needs the permission case:assign. Responds with the case as ' +
    'this change left it, even if it changes afterwards.',
  params,
  body: changeCaseBody,
  response: { status: 200, schema: caseDetailResponse },
  errors: ['not-found', 'conflict', 'claimed', 'invalid-reference'],
  versioned: true,
  handler({ ctx, params, body: { version = null, ...change }, ifMatch }) {
    const expected = version ?? ifMatch
    if (expected !== null) return changeCase(ctx, params.id, expected, change)
    throw new AppError('invalid-request', { errors: [{ field: 'version', reason: 'is required' }] })
  },
})

export const linkTransactionsOperation = defineOperation({
  ...writes,
  id: 'linkTransactions',
  method: 'POST',
  path: '/api/cases/{id}/transactions',
  summary: 'Add transactions to a case',
  description: 'Transactions that it has already stay as they are. A case holds at most 2,000.',
  params,
  body: linkTransactionsBody,
  response: { status: 200, schema: linkedTransactionsResponse },
  errors: ['not-found', 'conflict'],
  handler: ({ ctx, params, body }) => linkTransactions(ctx, params.id, body.transaction_ids),
})

export const unlinkTransactionOperation = defineOperation({
  ...writes,
  id: 'unlinkTransaction',
  method: 'DELETE',
  path: '/api/cases/{id}/transactions/{transaction_id}',
  summary: 'Remove a transaction from a case',
  params: params.extend({ transaction_id: uuid }),
  response: { status: 200, schema: changedCaseResponse },
  errors: ['not-found', 'conflict'],
  handler: ({ ctx, params }) => unlinkTransaction(ctx, params.id, params.transaction_id),
})

export const linkEntitiesOperation = defineOperation({
  ...writes,
  id: 'linkEntities',
  method: 'POST',
  path: '/api/cases/{id}/entities',
  summary: 'Add accounts, devices or phones to a case, or give them another role',
  params,
  body: linkEntitiesBody,
  response: { status: 200, schema: linkedEntitiesResponse },
  errors: ['not-found', 'conflict'],
  handler: ({ ctx, params, body }) => linkEntities(ctx, params.id, body.entities),
})

export const unlinkEntityOperation = defineOperation({
  ...writes,
  id: 'unlinkEntity',
  method: 'DELETE',
  path: '/api/cases/{id}/entities/{kind}/{entity_id}',
  summary: 'Remove an entity from a case',
  params: params.extend({ kind: z.enum(ENTITY_KINDS), entity_id: entityId }),
  response: { status: 200, schema: changedCaseResponse },
  errors: ['not-found', 'conflict'],
  handler: ({ ctx, params: { id, kind, entity_id } }) => unlinkEntity(ctx, id, { kind, id: entity_id }),
})

export const addCaseNoteOperation = defineOperation({
  ...writes,
  id: 'addCaseNote',
  method: 'POST',
  path: '/api/cases/{id}/notes',
  summary: 'Write a note on a case',
  description: 'The users that it mentions are notified.',
  params,
  body: noteBody,
  response: { status: 201, schema: changedNoteResponse },
  errors: ['not-found', 'invalid-reference'],
  handler: ({ ctx, params, body }) => addNote(ctx, params.id, body),
})

export const editCaseNoteOperation = defineOperation({
  ...writes,
  id: 'editCaseNote',
  method: 'PATCH',
  path: '/api/cases/{id}/notes/{note_id}',
  summary: 'Change your own note; its earlier texts stay readable',
  params: noteParams,
  body: noteBody,
  response: { status: 200, schema: changedNoteResponse },
  errors: ['not-found', 'invalid-reference'],
  handler: ({ ctx, params, body }) => editNote(ctx, params.id, params.note_id, body),
})

export const listNoteRevisionsOperation = defineOperation({
  ...reads,
  id: 'listNoteRevisions',
  method: 'GET',
  path: '/api/cases/{id}/notes/{note_id}/revisions',
  summary: 'List the earlier texts of a note, latest first',
  description: 'The latest hundred.',
  params: noteParams,
  response: { status: 200, schema: z.object({ items: z.array(noteRevisionResponse) }) },
  errors: ['not-found'],
  handler: async ({ ctx, params }) => ({ items: await listRevisions(ctx, params.id, params.note_id) }),
})

export const getCaseTimelineOperation = defineOperation({
  ...reads,
  id: 'getCaseTimeline',
  method: 'GET',
  path: '/api/cases/{id}/timeline',
  summary: 'List the timeline of a case, newest first',
  params,
  query: z.strictObject(pageQuery(50, 200)),
  response: { status: 200, schema: timelinePageResponse },
  errors: ['not-found', 'invalid-cursor'],
  handler: ({ ctx, params, query: { limit, cursor } }) =>
    readTimeline(ctx, params.id, { limit, ...(cursor !== undefined && { cursor }) }),
})

export const getCaseBriefOperation = defineOperation({
  ...briefs,
  id: 'getCaseBrief',
  method: 'GET',
  path: '/api/cases/{id}/brief',
  summary: 'Read the brief of a case: sentences and tables, with links',
  description:
    'The brief depends only on the case: equal cases have equal briefs. The audit log records who read it. A user can ' +
    'read or export 30 briefs an hour.',
  params,
  response: { status: 200, schema: caseBriefResponse },
  errors: ['not-found', 'too-many-requests'],
  handler: ({ ctx, params }) => getBrief(ctx, params.id),
})

export const exportCaseBriefOperation = defineOperation({
  ...briefs,
  id: 'exportCaseBrief',
  method: 'GET',
  path: '/api/cases/{id}/brief.pdf',
  summary: 'Export the brief of a case as PDF',
  description:
    'The audit log records who exported it. A user can read or export 30 briefs an hour. The font has Latin, Greek and Cyrillic letters; others show as a box.',
  params,
  response: { status: 200, mediaType: 'application/pdf', description: 'The document' },
  errors: ['not-found', 'too-many-requests'],
  async handler({ ctx, params }) {
    const { name, pdf } = await exportBrief(ctx, params.id)
    return new RawResponse(200, new Blob([pdf.slice()]).stream(), {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="${name}"`,
    })
  },
})
