import { z } from 'zod'
import { listUrl } from '@/components/list-page/list-url'
import { CHANGE_KINDS, CHANGE_STATUSES } from '@/lib/governance/changes/schema'

export const PAGE_SIZE = 50

export const changesUrl = listUrl({
  path: '/settings/changes',
  fields: { status: z.enum(CHANGE_STATUSES).optional(), kind: z.enum(CHANGE_KINDS).optional() },
})
