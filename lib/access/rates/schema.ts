/** Rates to the institution's currency, in the shapes of the contract; safe to import in the browser. */
import { z } from 'zod'
import { currencyCode } from '@/lib/contract/currency'
import { pageQuery } from '@/lib/contract/pagination'
import { uuid } from '@/lib/contract/uuid'

/** What the column holds exactly. */
const RATE = /^\d{1,12}(\.\d{1,12})?$/

const rateText = z
  .string()
  .regex(
    RATE,
    'must be a decimal as text, such as "0.0000625", with at most 12 places before and after the point',
  )
  .refine((text) => !RATE.test(text) || Number(text) > 0, 'must be greater than 0')

export const newCurrencyRate = z.strictObject({
  currency: currencyCode.describe("ISO 4217; not the institution's own"),
  valid_from: z.iso
    .datetime({ offset: true })
    .describe('From this time on the rate is in force, until a later one. From 1900 to a year ahead'),
  rate: rateText.describe("What one unit is worth in the institution's currency, as exact decimal text"),
})
export type NewCurrencyRate = z.output<typeof newCurrencyRate>

export const currencyRateQuery = z.strictObject({
  ...pageQuery(50, 200),
  currency: currencyCode.optional().describe('Only rates of this currency'),
})
export type CurrencyRateQuery = z.output<typeof currencyRateQuery>

export const currencyRateResponse = z.object({
  id: uuid,
  currency: z.string(),
  institution_currency: z.string().describe('The currency in which `rate` gives the worth of one unit'),
  valid_from: z.iso.datetime(),
  rate: z.string().describe('Exact decimal'),
  created_at: z.iso.datetime(),
  created_by: uuid.nullable().describe('The user; null for a rate that the operator added'),
})
export type CurrencyRate = z.infer<typeof currencyRateResponse>

export const currencyRatePageResponse = z.object({
  items: z.array(currencyRateResponse),
  next_cursor: z.string().nullable(),
})
export type CurrencyRatePage = z.infer<typeof currencyRatePageResponse>
