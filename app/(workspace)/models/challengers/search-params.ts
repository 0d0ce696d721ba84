import { z } from 'zod'
import { listUrl } from '@/components/list-page/list-url'
import { uuid } from '@/lib/contract/uuid'
import { FLIPS } from '@/lib/governance/challengers/schema'

export const PAGE_SIZE = 25

/** Without a model, the first challenger. */
export const challengersUrl = listUrl({
  path: '/models/challengers',
  fields: {
    model: uuid.optional(),
    days: z.enum(['1', '7', '30', '90']).default('7'),
    flip: z.enum(FLIPS).default('all'),
  },
  neutral: ['model', 'days'],
})
export type ChallengersFilter = ReturnType<typeof challengersUrl.parse>['filter']
