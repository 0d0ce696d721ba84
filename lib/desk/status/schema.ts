import { z } from 'zod'
import { cappedCount } from '@/lib/contract/capped-count'

/** The status in the frame of every page; browser-safe. */
export const MODEL_STATES = ['healthy', 'loading', 'refused', 'none'] as const
export type ModelState = (typeof MODEL_STATES)[number]

export const statusResponse = z.object({
  open_alerts: cappedCount.describe('Flagged and not decided: the length of the queue'),
  replayed_alerts: cappedCount.describe('Those of them that replays made; figures leave them out'),
  model: z.object({
    state: z
      .enum(MODEL_STATES)
      .describe(
        'healthy: the model passed its checks in this process; refused: it failed them; none: no model is in production',
      ),
    name: z.string().nullable(),
    version: z.string().nullable(),
  }),
  score_ms_p50: z
    .number()
    .nullable()
    .describe(
      "The median time of the institution's scores in this process in the last five minutes; null without scores",
    ),
})
export type Status = z.output<typeof statusResponse>
