import { z } from 'zod'

export const LIST_TYPES = ['blocked', 'trusted'] as const

export const watchlistBody = z.strictObject({
  account_id: z
    .string()
    .min(1)
    .max(64)
    .regex(/^[^\x00-\x1f\x7f-\x9f]+$/, 'must not hold control characters'),
  list_type: z.enum(LIST_TYPES),
  reason: z.string().trim().max(512).optional(),
  expires_at: z.iso.datetime({ offset: true }).optional().describe('From then on the entry has no effect'),
})
export type NewWatchlistEntry = z.output<typeof watchlistBody>

export const watchlistAnswer = z.object({
  id: z.uuid(),
  account_id: z.string(),
  list_type: z.enum(LIST_TYPES),
  reason: z.string().nullable(),
  created_by: z.uuid(),
  created_by_name: z.string().nullable(),
  created_at: z.string(),
  expires_at: z.string().nullable(),
})
export type WatchlistAnswer = z.input<typeof watchlistAnswer>
