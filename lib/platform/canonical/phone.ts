import {
  type CountryCode,
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/min'
import { type Canonical, rejected } from './rejected'
import { remembered } from './remembered'

const SPREADSHEET = /^[+-]?\d+(?:[.,]\d+)?e[+-]?\d+$/i
/** A phone number as people write it, after full-width and Arabic digits became ASCII. */
const WRITTEN = /^(?:\+|00)?[\d().\-/ ]+$/
/** The shortest numbers belong to small islands. */
const INTERNATIONAL = /^\+[1-9]\d{6,14}$/

/**
 * E.164, such as +254788534310. National numbers are those of `country` (alpha-2); without a country only numbers that
 * begin with + or 00 are accepted.
 */
export const canonicalPhone = (text: string, country: string | null): Canonical =>
  canonicalOf(`${country ?? ''} ${text}`)

const canonicalOf = remembered('phone', (key) => {
  const end = key.indexOf(' ')
  return parse(key.slice(end + 1), key.slice(0, end) || null)
})

function parse(text: string, country: string | null): Canonical {
  const written = toAscii(text)
  if (SPREADSHEET.test(written))
    return rejected('is a number in scientific notation, whose digits a spreadsheet has removed')
  if (!WRITTEN.test(written) || !/\d/.test(written))
    return rejected('must be a phone number, such as +254788534310')
  const number = withoutSeparators(written)
  if (number.startsWith('+')) return international(number)
  if (country === null || !isSupportedCountry(country))
    return rejected('must begin with + or 00, because the institution has no country')
  const parsed = parsePhoneNumberFromString(number, country as CountryCode)
  if (parsed?.isPossible()) return international(parsed.number)
  return rejected(`must be a phone number of ${country}, or begin with + or 00`)
}

/** A number of unknown length or country keeps its digits: numbering plans change before libraries do. */
function international(number: string): Canonical {
  const parsed = parsePhoneNumberFromString(number)
  // A zero after the country's prefix may hide another one.
  if (parsed?.isPossible() && parsed.number !== number) return international(parsed.number)
  return INTERNATIONAL.test(number)
    ? number
    : rejected('must be a phone number with 7 to 15 digits after the + or 00')
}

const ZEROS = ['٠', '۰', '०'].map((zero) => zero.charCodeAt(0))

function toAscii(text: string): string {
  const composed = /^[ -~]*$/.test(text) ? text : text.normalize('NFKC').replace(/[\p{Zs}\p{Cf}]/gu, ' ')
  const ascii = composed.replace(/[٠-٩۰-۹०-९]/g, (digit) => {
    const code = digit.charCodeAt(0)
    return String(code - (ZEROS.find((zero) => code >= zero && code < zero + 10) ?? code))
  })
  return ascii.replace(/\p{Pd}/gu, '-').trim()
}

/** What the E.164 form of numbers begins with, given the beginning of one in any spelling; null for other text. */
export function phoneBeginning(text: string, country: string | null): string | null {
  const written = toAscii(text)
  if (!WRITTEN.test(written) || !/\d/.test(written)) return null
  const number = withoutSeparators(written)
  if (number.startsWith('+')) return number
  if (country === null || !isSupportedCountry(country)) return `+${number}`
  const code = getCountryCallingCode(country as CountryCode)
  return number.startsWith(code) ? `+${number}` : `+${code}${number.replace(/^0/, '')}`
}

const withoutSeparators = (written: string): string => written.replace(/[().\-/ ]/g, '').replace(/^00/, '+')
