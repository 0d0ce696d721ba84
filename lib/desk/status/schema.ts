import { z } from 'zod'
import { cappedCount } from '@/lib/contract/capped-count'

/** What every page shows around its content; safe to import in the browser. */
export const MODEL_STATES = ['healthy', 'loading', 'refused', 'none'] as const
export type ModelState = (typeof MODEL_STATES)[number]

export const statusResponse = z.object({
  open_alerts: cappedCount,
  model: z.object({
    state: z
      .enum(MODEL_STATES)
      .describe(
        'healthy: it has proven itself in this process; refused: it did not; none: none is in production',
      ),
    name: z.string().nullable(),
    version: z.string().nullable(),
  }),
  score_ms_p50: z
    .number()
    .nullable()
    .describe("The median time of a score in this process's last five minutes, null without one"),
})
export type Status = z.output<typeof statusResponse>
