/** The settings of an institution in the shapes of the contract; safe to import in the browser. */
import { z } from 'zod'
import { uuid } from '@/lib/contract/uuid'
import { countryCode } from '@/lib/contract/country-code'

export const tenantResponse = z.object({
  id: uuid,
  slug: z.string(),
  name: z.string(),
  country: z.string().nullable().describe('Alpha-2 code: national phone numbers are numbers of this country'),
  currency: z.string(),
  time_zone: z.string(),
  step_epoch: z.iso.datetime().describe('The time of step 0'),
  earliest_event_at: z.iso.datetime().describe('Earlier transactions are rejected'),
  created_at: z.iso.datetime(),
})
export type TenantSettings = z.infer<typeof tenantResponse>

export const tenantChange = z
  .strictObject({
    earliest_event_at: z.iso.datetime({ offset: true }).describe('From 1900 to now'),
    country: countryCode
      .nullable()
      .describe('ISO 3166-1 alpha-2; null: only phone numbers with + or 00 are accepted'),
  })
  .partial()
  .refine((change) => Object.values(change).some((value) => value !== undefined), 'must change a setting')
export type TenantChange = z.output<typeof tenantChange>
