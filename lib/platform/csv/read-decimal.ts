/** Numbers as people write them: the decimal and thousands separators are declared, or each number leaves no doubt. */

export const DECIMAL_MARKS = ['.', ','] as const
export const THOUSANDS_MARKS = ['.', ',', ' ', "'", 'none'] as const

export interface NumberFormat {
  decimal?: (typeof DECIMAL_MARKS)[number]
  thousands?: (typeof THOUSANDS_MARKS)[number]
}

/** The number, or why the text is none. */
export type ReadDecimal = (text: string) => number | string

const NOT_A_NUMBER = 'is not a plain number'
const PLAIN = /^-?\d{1,15}(\.\d+)?$/
const INTEGER = /^-?\d{1,15}$/
const WRITTEN = /^-?\d[\d.,' \u00a0\u202f\u2019]*$/
const GROUPED = /^(\d{1,3}(,\d{3})+|\d{1,2}(,\d{2})*,\d{3})$/

/** A reader for one column: numbers whose separators contradict those of the numbers above are rejected. */
export function decimalReader({ decimal, thousands }: NumberFormat): ReadDecimal {
  const declared = decimal ?? (thousands === '.' ? ',' : thousands === ',' ? '.' : undefined)
  let seen: '.' | ',' | undefined
  return (text) => {
    if (INTEGER.test(text)) return Number(text) + 0
    if (declared === '.' && PLAIN.test(text)) return Number(text) + 0
    if (!WRITTEN.test(text)) return NOT_A_NUMBER
    const written = text.replace(/[\u00a0\u202f]/g, ' ').replaceAll('\u2019', "'")
    const mark = declared ?? inferMark(written)
    if (mark === 'unclear') {
      return 'is ambiguous: a decimal or a thousands separator? Declare `decimal` in the mapping'
    }
    if (declared === undefined && seen !== undefined && mark !== null && mark !== seen) {
      return `contradicts the numbers above it, whose decimal separator is "${seen}"`
    }
    const value = readWith(written, mark, thousands)
    if (value === null) return contradiction(written, declared)
    if (declared === undefined) seen ??= mark ?? undefined
    return value
  }
}

/** A number that only another decimal separator makes one: the numbers around it may be misread. */
function contradiction(written: string, declared: '.' | ',' | undefined): string {
  const other = declared === '.' ? ',' : '.'
  if (
    declared === undefined ||
    inferMark(written) !== other ||
    readWith(written, other, undefined) === null
  ) {
    return NOT_A_NUMBER
  }
  return `${NOT_A_NUMBER}: its decimal separator would be "${other}", but the file is read with "${declared}"; check the other rows`
}

/** The decimal mark, as far as one number shows it; null where it has none and shows none. */
export function inferMark(text: string): '.' | ',' | 'unclear' | null {
  const dots = text.split('.').length - 1
  const commas = text.split(',').length - 1
  if (dots > 0 && commas > 0) return text.lastIndexOf('.') > text.lastIndexOf(',') ? '.' : ','
  if (dots + commas === 0) return null
  const mark = dots > 0 ? '.' : ','
  if (dots + commas > 1) return mark === '.' ? ',' : '.'
  const [before = '', after = ''] = text.replace('-', '').split(mark)
  return after.length === 3 && /^[1-9]\d{0,2}$/.test(before) ? 'unclear' : mark
}

function readWith(text: string, mark: '.' | ',' | null, thousands: NumberFormat['thousands']): number | null {
  const negative = text.startsWith('-')
  const [whole = '', fraction, ...more] = (negative ? text.slice(1) : text).split(mark ?? '.')
  if (more.length > 0 || (fraction !== undefined && !/^\d+$/.test(fraction))) return null
  const separators = [...new Set(whole.replace(/\d/g, ''))]
  const separator = separators[0]
  if (separators.length > 1) return null
  if (separator !== undefined) {
    if (thousands !== undefined && separator !== thousands) return null
    if (!GROUPED.test(whole.replaceAll(separator, ','))) return null
  }
  const digits = separator === undefined ? whole : whole.replaceAll(separator, '')
  if (digits.length > 15) return null
  const value = Number(`${digits}.${fraction ?? '0'}`)
  return negative && value !== 0 ? -value : value
}

/** Texts that a spreadsheet wrote for a long number: their last digits are lost, so different ids look the same. */
const SCIENTIFIC = /^[+-]?\d(?:[.,]\d+)?[eE][+-]\d{1,3}$|^[+-]?\d[.,]\d+[eE]\d{1,3}$/

/** True for a number such as `2.29116E+15`, which cannot be an id. */
export const isScientific = (text: string): boolean => SCIENTIFIC.test(text)
