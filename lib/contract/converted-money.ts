import { z } from 'zod'
import { amountText } from './currency-digits'

/** An amount in the institution's currency, beside the amount as received. */
export const convertedMoney = z.object({
  amount: z.string().describe('Exact decimal'),
  currency: z.string().describe("The institution's currency"),
})
export type ConvertedMoney = z.infer<typeof convertedMoney>

export const converted = convertedMoney
  .nullable()
  .describe(
    "In the institution's currency, at the rate of its scoring; null for an amount received in that currency",
  )

type StoredAmount = Parameters<typeof amountText>[0]

export const toConverted = (amount: StoredAmount | null, currency: string): ConvertedMoney | null =>
  amount === null ? null : { amount: amountText(amount, currency), currency }
