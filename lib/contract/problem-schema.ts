import { z } from 'zod'

/** RFC 9457 as every failing operation answers it. */
export const problemSchema = z
  .object({
    type: z.string().meta({ description: 'Reference of the page that explains the problem.' }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string().meta({ description: 'The request id.' }),
    errors: z.array(z.object({ field: z.string(), reason: z.string() })).optional(),
    current_version: z
      .int()
      .optional()
      .meta({ description: 'Of version-conflict: what the object has now.' }),
  })
  .loose()
