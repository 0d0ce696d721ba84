import { z } from 'zod'
import { uuid } from '@/lib/contract/uuid'
import { csvResponse } from '@/lib/contract/raw-response'
import { defineOperation } from '@/lib/contract/operation'
import { pageQuery } from '@/lib/contract/pagination'
import { exportAudit } from './export-audit'
import { listAudit } from './list-audit'
import { readChainHead } from './read-head'
import { auditFilter, auditPageResponse, chainHeadResponse, PROVEN_TABLES, sealProofResponse } from './schema'
import { proveRow } from './seals/prove-row'

const reads = { tag: 'Audit', auth: 'user', permission: 'audit:read' } as const

export const listAuditOperation = defineOperation({
  ...reads,
  id: 'listAudit',
  method: 'GET',
  path: '/api/audit',
  summary: 'List the audit log, newest first',
  description:
    'Every sign-in, decision, change and export of the institution, who did it, with the values before and after. ' +
    'Scores are not listed: GET /api/transactions/{id} shows who requested one.',
  query: auditFilter.extend(pageQuery(50, 200)),
  response: { status: 200, schema: auditPageResponse },
  errors: ['invalid-cursor'],
  handler: ({ ctx, query: { limit, cursor, ...filter } }) => listAudit(ctx, filter, { limit, cursor }),
})

export const getAuditVerificationOperation = defineOperation({
  ...reads,
  id: 'getAuditVerification',
  method: 'GET',
  path: '/api/audit/verification',
  summary: 'The head of the chain, to be stored elsewhere',
  description:
    'Each row of the audit log is hashed together with the previous link. A head that was stored elsewhere proves later, with ' +
    '`npm run audit:verify -- --anchor HASH`, that no row up to it was changed or removed. Scores, decisions and notes are sealed into ' +
    'the chain once a minute.',
  response: { status: 200, schema: chainHeadResponse },
  errors: [],
  handler: ({ ctx }) => readChainHead(ctx),
})

export const getSealProofOperation = defineOperation({
  ...reads,
  id: 'getSealProof',
  method: 'GET',
  path: '/api/audit/proofs/{table}/{id}',
  summary: 'The proof that a seal covers a row',
  description:
    'Scores, decisions, labels, notes and currency rates are sealed once a minute: the root of a Merkle tree over their hashes ' +
    'is a row of the audit log. The path leads from the hash of the row to that root, so a root that was stored elsewhere proves the row.',
  params: z.object({ table: z.enum(PROVEN_TABLES), id: uuid }),
  response: { status: 200, schema: sealProofResponse },
  errors: ['not-found'],
  handler: ({ ctx, params }) => proveRow(ctx, params.table, params.id),
})

export const exportAuditOperation = defineOperation({
  id: 'exportAudit',
  method: 'GET',
  path: '/api/audit/export.csv',
  tag: 'Audit',
  auth: 'user',
  permission: 'audit:export',
  summary: 'Export the audit log as CSV',
  description:
    'The first 50,000 rows of the filter, newest first. Texts that a spreadsheet would read as a formula start with an ' +
    'apostrophe in front. Where there are more, X-Export-Truncated is true.',
  query: auditFilter,
  response: { status: 200, mediaType: 'text/csv' },
  errors: [],
  handler: async ({ ctx, query }) => csvResponse('audit', await exportAudit(ctx, query)),
})
