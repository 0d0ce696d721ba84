import { z } from 'zod'
import { ENTITY_KINDS, entityId } from '@/lib/contract/entities'
import { defineOperation } from '@/lib/contract/operation'
import { pageQuery } from '@/lib/contract/pagination'
import { RawResponse } from '@/lib/contract/raw-response'
import { AppError } from '@/lib/platform/errors'
import type { IncomingRequest } from '@/lib/platform/incoming'
import {
  caseBriefResponse,
  caseDetailResponse,
  casePageResponse,
  caseStatsResponse,
  noteResponse,
  noteRevisionResponse,
  timelinePageResponse,
} from './responses'
import {
  caseFilter,
  changeCaseBody,
  createCaseBody,
  linkEntitiesBody,
  linkTransactionsBody,
  noteBody,
} from './bodies'
import { exportBrief, getBrief } from './brief/get-brief'
import { changeCase } from './change-case'
import { createCase } from './create-case'
import { getCase } from './get-case'
import { linkEntities, unlinkEntity } from './link-entities'
import { linkTransactions, unlinkTransaction } from './link-transactions'
import { listCases } from './list-cases'
import { addNote, editNote, listRevisions } from './notes'
import { caseLoad } from './queries'
import { readTimeline } from './timeline'

export * from './sla-policies/api'

const reads = { tag: 'Cases', auth: 'user-or-key', permission: 'case:read' } as const
const writes = { tag: 'Cases', auth: 'user', permission: 'case:write' } as const
const params = z.object({ id: z.uuid() })
const noteParams = params.extend({ note_id: z.uuid() })

export const listCasesOperation = defineOperation({
  ...reads,
  id: 'listCases',
  method: 'GET',
  path: '/api/cases',
  summary: 'List cases',
  description:
    'Those touched last first, or those due first (a clock that stands still comes last). A page costs the same at any ' +
    'depth.',
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
  summary: 'Count open work: all, overdue, critical, unassigned, one’s own',
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
  description: 'Its clock starts now. Assigning it to somebody else needs the permission case:assign.',
  body: createCaseBody,
  response: { status: 201, schema: caseDetailResponse },
  errors: ['not-found', 'invalid-reference'],
  handler: async ({ ctx, body }) => getCase(ctx, (await createCase(ctx, body)).id),
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
  summary: 'Change a case that nobody else has changed meanwhile',
  description:
    'Needs the version that was read, as `version` or in If-Match. Closing needs an outcome and a summary, opening a ' +
    'closed case again a note. Assigning others, or taking a case off them, needs the permission case:assign.',
  params,
  body: changeCaseBody,
  response: { status: 200, schema: caseDetailResponse },
  errors: ['not-found', 'conflict', 'version-conflict', 'invalid-reference'],
  async handler({ ctx, params, body: { version, ...change }, request }) {
    await changeCase(ctx, params.id, version ?? versionIn(request), change)
    return getCase(ctx, params.id)
  },
})

function versionIn(request: IncomingRequest): number {
  const [, digits] = /^"?(\d{1,9})"?$/.exec(request.headers.get('if-match') ?? '') ?? []
  if (digits !== undefined) return Number(digits)
  throw new AppError('invalid-request', { errors: [{ field: 'version', reason: 'is required' }] })
}

export const linkTransactionsOperation = defineOperation({
  ...writes,
  id: 'linkTransactions',
  method: 'POST',
  path: '/api/cases/{id}/transactions',
  summary: 'Add transactions to a case',
  description: 'Those that it has already stay as they are. A case holds at most 2,000.',
  params,
  body: linkTransactionsBody,
  response: { status: 200, schema: z.object({ added: z.int(), transaction_count: z.int() }) },
  errors: ['not-found', 'conflict'],
  handler: ({ ctx, params, body }) => linkTransactions(ctx, params.id, body.transaction_ids),
})

export const unlinkTransactionOperation = defineOperation({
  ...writes,
  id: 'unlinkTransaction',
  method: 'DELETE',
  path: '/api/cases/{id}/transactions/{transaction_id}',
  summary: 'Take a transaction out of a case',
  params: params.extend({ transaction_id: z.uuid() }),
  response: { status: 204 },
  errors: ['not-found', 'conflict'],
  handler: ({ ctx, params }) =>
    unlinkTransaction(ctx, params.id, params.transaction_id).then(() => undefined),
})

export const linkEntitiesOperation = defineOperation({
  ...writes,
  id: 'linkEntities',
  method: 'POST',
  path: '/api/cases/{id}/entities',
  summary: 'Add accounts, devices or phones to a case, or give them another role',
  params,
  body: linkEntitiesBody,
  response: { status: 200, schema: z.object({ changed: z.int(), entity_count: z.int() }) },
  errors: ['not-found', 'conflict'],
  handler: ({ ctx, params, body }) => linkEntities(ctx, params.id, body.entities),
})

export const unlinkEntityOperation = defineOperation({
  ...writes,
  id: 'unlinkEntity',
  method: 'DELETE',
  path: '/api/cases/{id}/entities/{kind}/{entity_id}',
  summary: 'Take an entity out of a case',
  params: params.extend({ kind: z.enum(ENTITY_KINDS), entity_id: entityId }),
  response: { status: 204 },
  errors: ['not-found', 'conflict'],
  handler: ({ ctx, params: { id, kind, entity_id } }) =>
    unlinkEntity(ctx, id, kind, entity_id).then(() => undefined),
})

export const addCaseNoteOperation = defineOperation({
  ...writes,
  id: 'addCaseNote',
  method: 'POST',
  path: '/api/cases/{id}/notes',
  summary: 'Write a note on a case',
  description: 'Whoever it mentions is notified.',
  params,
  body: noteBody,
  response: { status: 201, schema: noteResponse },
  errors: ['not-found', 'invalid-reference'],
  handler: ({ ctx, params, body }) => addNote(ctx, params.id, body),
})

export const editCaseNoteOperation = defineOperation({
  ...writes,
  id: 'editCaseNote',
  method: 'PATCH',
  path: '/api/cases/{id}/notes/{note_id}',
  summary: 'Change your own note; what it said stays readable',
  params: noteParams,
  body: noteBody,
  response: { status: 200, schema: noteResponse },
  errors: ['not-found', 'invalid-reference'],
  handler: ({ ctx, params, body }) => editNote(ctx, params.id, params.note_id, body),
})

export const listNoteRevisionsOperation = defineOperation({
  ...reads,
  id: 'listNoteRevisions',
  method: 'GET',
  path: '/api/cases/{id}/notes/{note_id}/revisions',
  summary: 'Read what a note said before its edits, latest first',
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
  summary: 'List what happened to a case, newest first',
  params,
  query: z.strictObject(pageQuery(50, 200)),
  response: { status: 200, schema: timelinePageResponse },
  errors: ['not-found', 'invalid-cursor'],
  handler: ({ ctx, params, query: { limit, cursor } }) =>
    readTimeline(ctx, params.id, { limit, ...(cursor !== undefined && { cursor }) }),
})

export const getCaseBriefOperation = defineOperation({
  ...reads,
  id: 'getCaseBrief',
  method: 'GET',
  path: '/api/cases/{id}/brief',
  summary: 'Read a case as a summary in words, with links to its rows',
  description: 'Equal cases give equal briefs: nothing but the case decides what it says.',
  params,
  response: { status: 200, schema: caseBriefResponse },
  errors: ['not-found'],
  handler: ({ ctx, params }) => getBrief(ctx, params.id),
})

export const exportCaseBriefOperation = defineOperation({
  ...reads,
  id: 'exportCaseBrief',
  method: 'GET',
  path: '/api/cases/{id}/brief.pdf',
  summary: 'Export the brief of a case as PDF',
  description:
    'The trail says who took it. Characters beyond Windows-1252 are shown by their likeness, or as "?".',
  params,
  response: { status: 200, mediaType: 'application/pdf', description: 'The document' },
  errors: ['not-found'],
  async handler({ ctx, params }) {
    const { name, pdf } = await exportBrief(ctx, params.id)
    return new RawResponse(200, new Blob([pdf.slice()]).stream(), {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="${name}"`,
    })
  },
})
