import { toInstitutionCurrency, type CurrencyRate } from '@/lib/contract/conversion'
import type { CanonicalTransaction } from '@/lib/scoring/path/schema'
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
export function currencyReader(source: CurrencySource | undefined, place: Place | undefined): ReadCurrency {
  if (source === undefined || place === undefined) return (transaction) => transaction
  const rates = 'rates' in source ? source.rates.map(toRate) : []
  let own = 'into' in source ? source.into : null
  return (transaction, occurredAtMs, row) => {
    const { currency } = transaction
    if (currency === null) return transaction
    own ??= currency
    if (currency === own) return transaction
    const convert = (minor: number | null): number | null => {
      if (minor === null) return null
      const converted = toInstitutionCurrency((minor / 100).toFixed(2), currency, occurredAtMs, {
        own: own!,
        rates,
      })
      return converted === null ? NaN : Math.round(Number(converted.amount) * 100)
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
      receiverBalanceBeforeMinor: convert(transaction.receiverBalanceBeforeMinor),
    }
  }
}

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
