/** Decimal digits that every double carries without loss (DBL_DIG of IEEE 754 binary64). */
const LOSSLESS_DIGITS = 15
/** Longer than any double's shortest text; also keeps the comparison below linear and small. */
const MAX_LENGTH = 64
const DECIMAL = /^-?(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/

/**
 * The double that a JSON number text stands for, or null where the double would be another number than the
 * caller wrote: overflow, underflow, more digits than it keeps, an integer beyond 2^53 - 1, or negative zero.
 */
export function exactNumber(text: string): number | null {
  const value = Number(text)
  if (Object.is(value, -0)) return null
  if (text.length <= LOSSLESS_DIGITS && !text.includes('e') && !text.includes('E')) return value
  if (text.length > MAX_LENGTH || Math.abs(value) > Number.MAX_SAFE_INTEGER) return null
  return canonical(text) === canonical(String(value)) ? value : null
}

/** Significant digits and power of ten: equal for texts of equal magnitude. */
function canonical(text: string): string {
  const [, whole = '', fraction = '', exponent = '0'] = DECIMAL.exec(text) ?? []
  const digits = (whole + fraction).replace(/^0+/, '')
  const significant = digits.replace(/0+$/, '')
  if (significant === '') return '0'
  return `${significant}e${Number(exponent) - fraction.length + digits.length - significant.length}`
}
