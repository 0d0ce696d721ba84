import { z } from 'zod'

const matrix = <T extends z.ZodType>(value: T) => z.array(z.array(value))

/** The content of golden.json: rows of the test slice with the results of LightGBM and of the training code. */
export const goldenSchema = z.object({
  /** [n x features], null is missing. */
  rows: matrix(z.number().nullable()).min(1),
  margins: z.array(z.number()),
  /** [n x features], log-odds. */
  contributions: matrix(z.number()),
  scores: z.array(z.number()),
})

export type Golden = z.infer<typeof goldenSchema>
