import { MAX_DIGITS } from '@/lib/contract/currency-digits'

/** Amounts are hundredths of a major unit; fractions of them for currencies with three or four decimal places. */
export const MAX_AMOUNT = 1e13

/** Hundredths of a decimal, or null for more than four places. Exact: parsing k/100 and dividing k by 100 round alike. */
export function toMinor(value: number): number | null {
  const minor = Math.round(value * 100)
  if (minor / 100 === value) return minor
  const finest = Math.round(value * 10 ** MAX_DIGITS)
  return Number.isSafeInteger(finest) && finest / 10 ** MAX_DIGITS === value ? finest / 100 : null
}

/** True where the amount has at most so many decimal places. */
export function hasDigits(minor: number, digits: number): boolean {
  if (digits < 2) return minor % 10 ** (2 - digits) === 0
  if (Number.isInteger(minor)) return true
  const scale = 10 ** (digits - 2)
  return Math.round(minor * scale) / scale === minor
}

/** Formats hundredths as an exact decimal with so many places. */
export function decimal(minor: number | null, digits: number): string | null {
  if (minor === null) return null
  // Whole hundredths get zeros as text: as a number of smaller units, large amounts would not be exact.
  const whole = digits > 2 && Number.isInteger(minor)
  const units = whole || digits === 2 ? Math.abs(minor) : Math.round(Math.abs(minor) * 10 ** (digits - 2))
  const text = String(units).padStart(whole ? 3 : digits + 1, '0') + (whole ? '0'.repeat(digits - 2) : '')
  const sign = minor < 0 ? '-' : ''
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`
}
