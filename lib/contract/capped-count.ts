import { z } from 'zod'

/** A count that stops: `capped` says that there are more than it counts. Screens show it as 10,000+. */
export const COUNT_CAP = 10_000
export const cappedCount = z.object({ count: z.int(), capped: z.boolean() })
export type CappedCount = z.infer<typeof cappedCount>

/** The count of rows that a query limited to COUNT_CAP + 1 has found. */
export const toCappedCount = (found: number): CappedCount => ({
  count: Math.min(found, COUNT_CAP),
  capped: found > COUNT_CAP,
})
