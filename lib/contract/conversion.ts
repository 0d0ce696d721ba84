import { minorDigits } from './currency-digits'

/** From this instant on, one unit of `currency` is worth `rate` units of the institution's currency. Exact decimal text. */
export interface CurrencyRate {
  currency: string
  validFromMs: number
  rate: string
}

/** The currency of an institution, with its rates in any order. Of equal instants the later rate in the list counts. */
export interface CurrencyRates {
  own: string
  rates: readonly CurrencyRate[]
}

export interface Converted {
  /** Exact decimal text in the institution's currency, with its minor units. */
  amount: string
  rate: string
}

/**
 * The amount in the institution's currency at the rate in force at that time; unchanged, with rate 1, in that currency
 * itself. Null where no rate was in force.
 * @param amount exact decimal text, in major units
 */
export function toInstitutionCurrency(
  amount: string,
  currency: string,
  atMs: number,
  { own, rates }: CurrencyRates,
): Converted | null {
  if (currency === own) return { amount: convert(amount, '1', own), rate: '1' }
  const rate = rateAt(rates, currency, atMs)
  return rate === null ? null : { amount: convert(amount, rate, own), rate }
}

function rateAt(rates: readonly CurrencyRate[], currency: string, atMs: number): string | null {
  let found: CurrencyRate | null = null
  for (const one of rates) {
    if (one.currency !== currency || one.validFromMs > atMs) continue
    if (found === null || one.validFromMs >= found.validFromMs) found = one
  }
  return found?.rate ?? null
}

/**
 * The product of two exact decimals in the minor units of a currency. Halves are rounded away from zero, as `round` of
 * PostgreSQL and Regulation (EC) No 1103/97 do.
 */
export function convert(amount: string, rate: string, to: string): string {
  const [value, valuePlaces] = parts(amount)
  const [factor, factorPlaces] = parts(rate)
  const digits = minorDigits(to)
  const product = value * factor
  const extra = valuePlaces + factorPlaces - digits
  if (extra <= 0) return decimalText(product * 10n ** BigInt(-extra), digits)
  const unit = 10n ** BigInt(extra)
  const size = product < 0n ? -product : product
  const rounded = (size + unit / 2n) / unit
  return decimalText(product < 0n ? -rounded : rounded, digits)
}

/** The digits of a decimal as an integer, and how many of them are decimal places. */
function parts(text: string): [value: bigint, places: number] {
  const [whole = '', decimals = ''] = text.split('.')
  return [BigInt(whole + decimals), decimals.length]
}

function decimalText(units: bigint, digits: number): string {
  const text = String(units < 0n ? -units : units).padStart(digits + 1, '0')
  const sign = units < 0n ? '-' : ''
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`
}
