import { z } from 'zod'
import { listUrl } from '@/components/list-page/list-url'
import { AUDIT_CATEGORIES } from '@/lib/access/audit/schema'

export const PAGE_SIZE = 50

const text = (max: number) => z.string().trim().min(1).max(max).optional()

/** The filters of `GET /api/audit` under the same names. */
export const auditUrl = listUrl({
  path: '/audit',
  fields: {
    category: z.enum(AUDIT_CATEGORIES).optional(),
    actor: text(64),
    object_kind: text(64),
    object_id: text(128),
    from: z.iso.date().optional(),
    to: z.iso.date().optional(),
  },
  // An object has a kind and an id; one alone names nothing.
  complete: (filter) =>
    filter.object_kind && filter.object_id
      ? filter
      : { ...filter, object_kind: undefined, object_id: undefined },
})
export type AuditPageFilter = ReturnType<typeof auditUrl.parse>['filter']
