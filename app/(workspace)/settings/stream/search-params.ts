import { z } from 'zod'
import { listUrl } from '@/components/list-page/list-url'
import { DEAD_LETTER_STATUSES } from '@/lib/scoring/stream/schema'

export const PAGE_SIZE = 25

/** The filter of `GET /api/stream/dead-letters` under the same name. */
export const streamUrl = listUrl({
  path: '/settings/stream',
  fields: { status: z.enum(DEAD_LETTER_STATUSES).optional() },
})
