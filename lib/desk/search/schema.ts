import { OUTCOMES, RISK_BANDS } from '@/lib/engine/policy'
import { z } from 'zod'

/** What the command palette looks up by a few characters; safe to import in the browser. */
export const MIN_QUERY = 2
/** Of each kind; the search page shows the rest. */
export const MOST_OF_KIND = 5

export const searchQuery = z.strictObject({
  q: z
    .string()
    .trim()
    .max(128)
    .default('')
    .describe(
      `An id or its beginning, a case number, a part of a case's title; ${MIN_QUERY} characters at least`,
    ),
})

export const searchResponse = z.object({
  transactions: z.array(
    z.object({
      transaction_id: z.uuid(),
      external_id: z.string().nullable(),
      type: z.string(),
      amount: z.string().describe('Exact decimal text'),
      currency: z.string(),
      outcome: z.enum(OUTCOMES),
      risk_band: z.enum(RISK_BANDS),
      occurred_at: z.string(),
    }),
  ),
  entities: z.array(z.object({ kind: z.enum(['account', 'device', 'phone']), id: z.string() })),
  cases: z.array(z.object({ id: z.uuid(), key: z.string(), title: z.string(), status: z.string() })),
})
export type SearchResponse = z.output<typeof searchResponse>
