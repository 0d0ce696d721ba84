import type { Tenant } from '@/lib/contract/context'
import { convert } from '@/lib/contract/conversion'
import { minorDigits } from '@/lib/contract/currency-digits'
import { AppError, type FieldError } from '@/lib/platform/errors'
import { decimal, hasDigits, MAX_AMOUNT, toMinor } from './amounts'
import type { CanonicalTransaction } from './schema'

/** Rates in force at the times of the rows, by `rateKey`, and all currencies that the tenant has rates for. */
export interface GroupRates {
  inForce: ReadonlyMap<string, string>
  currencies: readonly string[]
}

/** Names a rate: the currency and the time of the payment. */
export const rateKey = (currency: string, atMs: number): string => `${currency} ${atMs}`

/** Money of a transaction in the tenant's currency, in hundredths, with the rate that was used. */
export interface OwnMoney {
  rate: string
  amount: string
  amountMinor: number
  senderBalanceBeforeMinor: number | null
  receiverBalanceBeforeMinor: number | null
}

const MONEY = [
  ['amount', 'amountMinor'],
  ['sender_balance_before', 'senderBalanceBeforeMinor'],
  ['sender_balance_after', 'senderBalanceAfterMinor'],
  ['receiver_balance_before', 'receiverBalanceBeforeMinor'],
  ['receiver_balance_after', 'receiverBalanceAfterMinor'],
] as const

/** The error of amounts with more decimal places than their currency has; null if there are none. */
export function rejectedDigits(tenant: Tenant, transaction: CanonicalTransaction): AppError | null {
  const errors = digitsErrors(transaction.currency ?? tenant.currency, transaction)
  return errors.length === 0 ? null : invalid(errors)
}

/** Amounts with more decimal places than the currency has. */
export function digitsErrors(currency: string, transaction: CanonicalTransaction): FieldError[] {
  const digits = minorDigits(currency)
  const errors: FieldError[] = []
  for (const [field, key] of MONEY) {
    const minor = transaction[key]
    if (minor !== null && !hasDigits(minor, digits))
      errors.push({ field, reason: digitsReason(digits, currency) })
  }
  return errors
}

const digitsReason = (digits: number, currency: string): string =>
  digits === 0
    ? `must be a whole number in ${currency}`
    : `must have at most ${digits} decimals in ${currency}`

/** The money of a row in another currency than the tenant's. @returns an error where no rate was in force */
export function ownMoney(
  tenant: Tenant,
  transaction: CanonicalTransaction,
  currency: string,
  atMs: number,
  rates: GroupRates,
): OwnMoney | AppError {
  const rate = rates.inForce.get(rateKey(currency, atMs))
  if (rate === undefined) return unsupported(tenant, currency, atMs, rates.currencies)
  const digits = minorDigits(currency)
  const convertMinor = (minor: number) => convert(decimal(minor, digits) as string, rate, tenant.currency)
  const amount = convertMinor(transaction.amountMinor)
  if (Number(amount) > MAX_AMOUNT) {
    const reason = `must be at most ${MAX_AMOUNT} ${tenant.currency} after conversion`
    return invalid([{ field: 'amount', reason }])
  }
  const minorOf = (minor: number | null) => (minor === null ? null : hundredthsOf(convertMinor(minor)))
  return {
    rate,
    amount,
    amountMinor: hundredthsOf(amount),
    senderBalanceBeforeMinor: minorOf(transaction.senderBalanceBeforeMinor),
    receiverBalanceBeforeMinor: minorOf(transaction.receiverBalanceBeforeMinor),
  }
}

/** A converted balance may be too large for exact hundredths; features read it as a float. */
const hundredthsOf = (amount: string): number => toMinor(Number(amount)) ?? Number(amount) * 100

function unsupported(tenant: Tenant, currency: string, atMs: number, rated: readonly string[]): AppError {
  const known = rated.length === 0 ? 'It has no rates.' : `It has rates for ${rated.join(', ')}.`
  const reason =
    `the institution has ${tenant.currency} and no rate for ${currency} ` +
    `in force at ${new Date(atMs).toISOString()}. ${known}`
  return new AppError('unsupported-currency', {
    detail: `currency: ${reason}`,
    errors: [{ field: 'currency', reason }],
  })
}

const invalid = (errors: FieldError[]): AppError =>
  new AppError('invalid-request', {
    detail: errors.map(({ field, reason }) => `${field}: ${reason}.`).join(' '),
    errors,
  })
