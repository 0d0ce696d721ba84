import { z } from 'zod'
import { listUrl } from '@/components/list-page/list-url'
import { USER_STATUSES } from '@/lib/access/users/schema'
import { ROLES } from '@/lib/contract/permissions'

export const PAGE_SIZE = 50

/** The filters of `GET /api/users` under the same names. */
export const peopleUrl = listUrl({
  path: '/settings/people',
  fields: {
    q: z.string().trim().min(1).max(128).optional(),
    role: z.enum(ROLES).optional(),
    status: z.enum(USER_STATUSES).optional(),
  },
})
