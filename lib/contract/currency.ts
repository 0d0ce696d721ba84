import { data } from 'currency-codes'
import { z } from 'zod'

/** Codes that ISO 4217 has for metals, units of account, tests and funds. Nobody pays in them. */
const NOT_FOR_PAYMENTS = new Set(
  'XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX BOV CHE CHW CLF COU MXV USN UYI'.split(' '),
)
/** In force since the list of the library was published. */
const NEWER = ['XCG']

/** Currencies in which payments are made. */
export const PAYMENT_CURRENCIES: ReadonlySet<string> = new Set(
  [...data.map(({ code }) => code), ...NEWER].filter((code) => !NOT_FOR_PAYMENTS.has(code)).sort(),
)

/** Names that are no codes, and former codes, with the code that is meant. */
const MEANT: Readonly<Record<string, string>> = {
  KSH: 'KES',
  NTD: 'TWD',
  RMB: 'CNY',
  RUR: 'RUB',
  SLL: 'SLE',
  STG: 'GBP',
  UKP: 'GBP',
  ZWL: 'ZWG',
}

/** Why a code in capitals is rejected; null for a currency of payments. */
export function currencyProblem(code: string): string | null {
  if (PAYMENT_CURRENCIES.has(code)) return null
  if (NOT_FOR_PAYMENTS.has(code)) return `${code} is a code of ISO 4217, but not a currency of payments`
  const close = closeTo(code)
  const hint = close.length > 0 ? `; ${close.join(' or ')}?` : ''
  return `must be a code of ISO 4217, such as EUR${hint}`
}

/** At most three codes with the same letters in another order, else with one letter changed. */
function closeTo(code: string): string[] {
  const meant = MEANT[code]
  if (meant !== undefined) return [meant]
  if (!/^[A-Z]{3}$/.test(code)) return []
  const sorted = (text: string) => [...text].sort().join('')
  const all = [...PAYMENT_CURRENCIES]
  const swapped = all.filter((other) => sorted(other) === sorted(code))
  if (swapped.length > 0) return swapped.slice(0, 3)
  const differing = (other: string) => [...other].filter((letter, i) => letter !== code[i]).length
  const near = all.filter((other) => differing(other) === 1)
  return near.length > 3 ? [] : near
}

/** A currency code in any case; parses to capitals. */
export const currencyCode = z
  .string()
  .max(16)
  .transform((text, check) => {
    const code = text.toUpperCase()
    const message = currencyProblem(code)
    if (message !== null) check.issues.push({ code: 'custom', message, input: text })
    return code
  })
