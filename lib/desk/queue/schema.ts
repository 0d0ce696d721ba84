import {
  filterFields,
  DECISION_FILTERS,
  OUTCOME_FILTERS,
  TRANSACTION_ORDERS,
} from '@/lib/desk/transactions/schema'
import { RISK_BANDS } from '@/lib/engine/policy'
import { z } from 'zod'

/** What the queue is asked for; safe to import in the browser. */
export const QUEUE_ORDERS = ['loss', 'time'] as const

export const queueInput = z.strictObject({
  risk: z.enum(RISK_BANDS).optional(),
  decided: z.boolean().optional(),
  decision: z.enum(DECISION_FILTERS).optional(),
  outcome: z.enum(OUTCOME_FILTERS).optional(),
  type: filterFields.type,
  min_amount: filterFields.min_amount,
  max_amount: filterFields.max_amount,
  age: filterFields.age,
  /** loss: expected loss (score x amount), greatest first; time: newest first. Ties by transaction id, newest first. */
  order: z.enum(QUEUE_ORDERS).default('loss'),
  limit: z.number().int().min(1).max(200).default(50),
  cursor: z.string().max(512).optional(),
})
export type QueueInput = z.input<typeof queueInput>

/** The queue's order and filters, for whoever asks for its next alert. */
export const nextAlertBody = z.strictObject({
  order: z.enum(TRANSACTION_ORDERS).default('loss'),
  band: filterFields.band,
  outcome: filterFields.outcome,
  type: filterFields.type,
  min_amount: filterFields.min_amount,
  max_amount: filterFields.max_amount,
  age: filterFields.age,
})
export type NextAlertInput = z.input<typeof nextAlertBody>
