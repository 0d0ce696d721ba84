import { z } from 'zod'
import { uuid } from '@/lib/contract/uuid'
import { listUrl, type ListView } from '@/components/list-page/list-url'
import { CASE_ORDERS, CASE_PRIORITIES, CASE_STATUS_FILTERS } from '@/lib/desk/cases/schema'

export const PAGE_SIZE = 25

/** Without a status the list shows cases that are not closed. */
export const casesUrl = listUrl({
  path: '/cases',
  fields: {
    status: z.enum([...CASE_STATUS_FILTERS, 'all']).default('active'),
    priority: z.enum(CASE_PRIORITIES).optional(),
    assigned_to: z.union([z.enum(['me', 'unassigned']), uuid]).optional(),
    overdue: z.literal('true').optional(),
    q: z.string().trim().min(1).max(128).optional(),
    order: z.enum(CASE_ORDERS).default('updated'),
  },
  neutral: ['order'],
})
export type CasesFilter = ReturnType<typeof casesUrl.parse>['filter']

/** The same filters as `GET /api/cases` names them. */
export const toCaseFilter = ({ filter }: ListView<CasesFilter>) => ({
  ...filter,
  status: filter.status === 'all' ? undefined : filter.status,
})
