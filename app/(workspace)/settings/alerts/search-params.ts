import { z } from 'zod'
import { listUrl } from '@/components/list-page/list-url'
import { uuid } from '@/lib/contract/uuid'
import { DELIVERY_STATUSES } from '@/lib/messaging/delivery/schema'

export const PAGE_SIZE = 25

/** The filters of `GET /api/alert-deliveries` under the same names. */
export const alertsUrl = listUrl({
  path: '/settings/alerts',
  fields: { status: z.enum(DELIVERY_STATUSES).optional(), channel_id: uuid.optional() },
})
