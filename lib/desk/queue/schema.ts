import { z } from 'zod'
import { queueFilter } from '@/lib/desk/transactions/schema'

/** The part of the queue's filter that its page and its next alert take; safe to import in the browser. */
export const queueViewFilter = queueFilter.pick({
  risk_band: true,
  outcome: true,
  decision: true,
  type: true,
  min_amount: true,
  max_amount: true,
  age: true,
  order: true,
})

/** The next alert is pending in any case. */
export const nextAlertBody = queueViewFilter.omit({ decision: true })
export type NextAlertInput = z.input<typeof nextAlertBody>
export type NextAlertFilter = z.output<typeof nextAlertBody>
