import { z } from 'zod'
import { csvResponse } from '@/lib/contract/csv-response'
import { defineOperation } from '@/lib/contract/operation'
import { pageQuery } from '@/lib/contract/pagination'
import { exportAudit } from './export-audit'
import { listAudit } from './list-audit'
import { readChainHead } from './read-head'
import { auditResponse, auditFilter, chainHeadResponse } from './schema'

const reads = { tag: 'Audit', auth: 'user', permission: 'audit:read' } as const

export const listAuditOperation = defineOperation({
  ...reads,
  id: 'listAudit',
  method: 'GET',
  path: '/api/audit',
  summary: 'List the audit trail, newest first',
  description:
    'Every sign-in, decision, change and export of the institution, who did it, and what stood there before and after. ' +
    'A score is its own record of who asked for it: GET /api/transactions/{id} shows it. A page costs the same at any ' +
    'depth.',
  query: auditFilter.extend(pageQuery(50, 200)),
  response: {
    status: 200,
    schema: z.object({ items: z.array(auditResponse), next_cursor: z.string().nullable() }),
  },
  errors: ['invalid-cursor'],
  async handler({ ctx, query: { limit, cursor, ...filter } }) {
    const { items, nextCursor } = await listAudit(ctx, filter, { limit, cursor })
    return { items, next_cursor: nextCursor }
  },
})

export const getAuditVerificationOperation = defineOperation({
  ...reads,
  id: 'getAuditVerification',
  method: 'GET',
  path: '/api/audit/verification',
  summary: 'The head of the chain, to be kept outside',
  description:
    'Each row of the trail is hashed together with the link before it. Whoever keeps the head can prove later, with ' +
    '`npm run audit:verify -- --head HASH`, that nothing up to it was changed, removed or cut off.',
  response: { status: 200, schema: chainHeadResponse },
  errors: [],
  handler: ({ ctx }) => readChainHead(ctx),
})

export const exportAuditOperation = defineOperation({
  id: 'exportAudit',
  method: 'GET',
  path: '/api/audit/export.csv',
  tag: 'Audit',
  auth: 'user',
  permission: 'audit:export',
  summary: 'Export the audit trail as CSV',
  description:
    'The first 50,000 rows of the filter, newest first. Texts that a spreadsheet would take for a formula have an ' +
    'apostrophe in front. Where there are more, X-Export-Truncated is true.',
  query: auditFilter,
  response: { status: 200, mediaType: 'text/csv' },
  errors: [],
  handler: async ({ ctx, query }) => csvResponse('audit', await exportAudit(ctx, query)),
})
