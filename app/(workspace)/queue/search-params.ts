import { z } from 'zod'
import { listUrl } from '@/components/list-page/list-url'
import { type NextAlertInput, queueViewFilter } from '@/lib/desk/queue/schema'
import { type TransactionFilter, withPresentNames } from '@/lib/desk/transactions/schema'

export const PAGE_SIZE = 25

const { outcome, decision, risk_band, age, type, min_amount, max_amount, order } = queueViewFilter.shape

/** The page opens on the pending alerts. */
export const queueUrl = listUrl({
  path: '/queue',
  fields: {
    decision: z.enum([...decision.unwrap().options, 'all']).default('pending'),
    outcome: z.enum([...outcome.unwrap().options, 'all']).default('flagged'),
    risk_band,
    age,
    type,
    min_amount,
    max_amount,
    order,
  },
  neutral: ['order'],
  presentNames: withPresentNames,
})
export type QueueFilter = ReturnType<typeof queueUrl.parse>['filter']

/** The filter of the list that the view shows. */
export const toFilter = ({ decision, outcome, ...rest }: QueueFilter): TransactionFilter => ({
  ...rest,
  decision: decision === 'all' ? undefined : decision,
  outcome: outcome === 'all' ? undefined : outcome,
})

/** The filter of the view's next alert, which is always pending. */
export function toNextAlert(filter: QueueFilter): NextAlertInput {
  const { decision: _, ...rest } = toFilter(filter)
  return rest
}
