import { z } from 'zod'
import { uuid } from '@/lib/contract/uuid'
import { ENTITY_KINDS } from '@/lib/contract/entities'
import { OUTCOMES, RISK_BANDS } from '@/lib/engine/policy'

/** The search of the command palette; browser-safe. */
export const MIN_QUERY = 2
/** Results of each kind; the investigate page shows the rest. */
export const MOST_OF_KIND = 5

export const searchQuery = z.strictObject({
  q: z
    .string()
    .trim()
    .max(128)
    .default('')
    .describe(
      `An id or its beginning, a case number, or part of a case title; at least ${MIN_QUERY} characters`,
    ),
})

export const searchResponse = z.object({
  transactions: z.array(
    z.object({
      transaction_id: uuid,
      external_id: z.string().nullable(),
      type: z.string(),
      amount: z.string().describe('Exact decimal text'),
      currency: z.string(),
      outcome: z.enum(OUTCOMES),
      risk_band: z.enum(RISK_BANDS),
      occurred_at: z.string(),
    }),
  ),
  entities: z.array(z.object({ kind: z.enum(ENTITY_KINDS), id: z.string() })),
  cases: z.array(z.object({ id: uuid, key: z.string(), title: z.string(), status: z.string() })),
})
export type SearchResponse = z.output<typeof searchResponse>
