import { toInstitutionCurrency, type CurrencyRate } from '@/lib/contract/conversion'
import { minorDigits } from '@/lib/contract/currency-digits'
import { type CanonicalTransaction, decimal, digitsErrors, toMinor } from '@/lib/scoring/path/schema'
import { addProblem, type Place, type RowCells } from './cell-readers'
import { readIsoTime } from './iso-time'
import type { CurrencySource } from './mapping'

/** The transaction with amounts in the file's currency; null where it added a problem. */
export type ReadCurrency = (
  transaction: CanonicalTransaction,
  occurredAtMs: number,
  row: RowCells,
) => CanonicalTransaction | null

/**
 * A file has one currency: the one that the mapping names, else that of its first row. Rows in another are converted by the
 * rates of the mapping, else rejected.
 */
export function currencyReader(
  source: CurrencySource | undefined,
  places: ReadonlyMap<string, Place>,
): ReadCurrency {
  const place = places.get('currency')
  const rates = source !== undefined && 'rates' in source ? source.rates.map(toRate) : []
  let own = source !== undefined && 'into' in source ? source.into : null
  return (transaction, occurredAtMs, row) => {
    const { currency } = transaction
    if (rejectDigits(transaction, row, places)) return null
    if (currency === null || place === undefined) return transaction
    own ??= currency
    if (currency === own) return transaction
    const convert = (minor: number | null): number | null => {
      if (minor === null) return null
      const amount = decimal(minor, minorDigits(currency))!
      const converted = toInstitutionCurrency(amount, currency, occurredAtMs, { own: own!, rates })
      return converted === null ? NaN : (toMinor(Number(converted.amount)) ?? NaN)
    }
    const amountMinor = convert(transaction.amountMinor)!
    if (Number.isNaN(amountMinor)) {
      addProblem(row, place, 'is another currency than that of the file, and the mapping has no rate for it')
      return null
    }
    row.notes.add('converted')
    return {
      ...transaction,
      amountMinor,
      senderBalanceBeforeMinor: convert(transaction.senderBalanceBeforeMinor),
      senderBalanceAfterMinor: convert(transaction.senderBalanceAfterMinor),
      receiverBalanceBeforeMinor: convert(transaction.receiverBalanceBeforeMinor),
      receiverBalanceAfterMinor: convert(transaction.receiverBalanceAfterMinor),
    }
  }
}

const COLUMN_OF: Readonly<Record<string, string>> = {
  amount: 'amount',
  sender_balance_before: 'senderBalanceBefore',
  sender_balance_after: 'senderBalanceAfter',
  receiver_balance_before: 'receiverBalanceBefore',
  receiver_balance_after: 'receiverBalanceAfter',
}

/** A file that names no currency has amounts of two decimals. @returns true where it added a problem */
function rejectDigits(
  transaction: CanonicalTransaction,
  row: RowCells,
  places: ReadonlyMap<string, Place>,
): boolean {
  const errors = digitsErrors(transaction.currency ?? NO_CURRENCY, transaction)
  for (const { field, reason } of errors) {
    const column = places.get(COLUMN_OF[field] ?? '')
    if (column !== undefined) addProblem(row, column, reason.replace(` in ${NO_CURRENCY}`, ''))
  }
  return errors.length > 0
}

const NO_CURRENCY = 'no currency'

const toRate = ({
  currency,
  validFrom,
  rate,
}: {
  currency: string
  validFrom?: string
  rate: string
}): CurrencyRate => ({
  currency,
  validFromMs: validFrom === undefined ? -Infinity : (readIsoTime(validFrom)?.ms ?? NaN),
  rate,
})
