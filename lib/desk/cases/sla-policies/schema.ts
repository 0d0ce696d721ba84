import { CASE_PRIORITIES } from '../vocabulary'
import { z } from 'zod'
import { uuid } from '@/lib/contract/uuid'

/** How much time each priority of a case allows; safe to import in the browser. */
const minutes = z.int().min(5).max(525_600)

export const slaPoliciesBody = z
  .strictObject({
    critical: minutes.optional(),
    high: minutes.optional(),
    medium: minutes.optional(),
    low: minutes.optional(),
  })
  .refine((change) => Object.values(change).some((value) => value !== undefined), 'must name a priority')
export type SlaPolicyChange = z.output<typeof slaPoliciesBody>

export const slaPoliciesResponse = z.object({
  policies: z
    .array(
      z.object({
        priority: z.enum(CASE_PRIORITIES),
        minutes: z.int(),
        is_default: z.boolean().describe('The institution has not set its own time limits'),
        updated_by: z.object({ id: uuid, name: z.string() }).nullable(),
        updated_at: z.string().nullable(),
      }),
    )
    .describe('Most urgent first'),
})
export type SlaPolicies = z.infer<typeof slaPoliciesResponse>
