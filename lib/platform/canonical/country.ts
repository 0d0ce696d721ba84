import { COUNTRIES, type Country, countryNamed, countryOf } from './countries'
import { type Canonical, rejected } from './rejected'

/** Kosovo: not in ISO 3166-1, but reserved for users and in general use by banks and the European Union. */
const KOSOVO = 'XK'
const CODES: ReadonlySet<string> = new Set([...COUNTRIES.map(({ alpha2 }) => alpha2), KOSOVO])

/** The alpha-2 code of ISO 3166-1 in upper case. Other codes of a country are rejected and the right one is named. */
export function canonicalCountry(text: string): Canonical {
  if (CODES.has(text)) return text
  const code = text
    .replace(/\p{Zs}+/gu, ' ')
    .trim()
    .toUpperCase()
  if (CODES.has(code)) return code
  const meant = meantBy(code)
  return rejected(
    `must be an ISO 3166-1 alpha-2 code${meant ? `; the code of ${meant.name} is ${meant.alpha2}` : ''}`,
  )
}

/** Codes that are used for a country and stand in no table of ISO or Unicode. */
const HABITS: Readonly<Record<string, string>> = {
  EL: 'GR',
  EN: 'GB',
  EW: 'EE',
  LF: 'LI',
  RB: 'BO',
  SF: 'FI',
}

function meantBy(code: string): Country | null {
  const known = countryOf(code) ?? countryNamed(code) ?? countryOf(HABITS[code] ?? '')
  return known ?? (/^[A-Z]{2}$/.test(code) ? countryOf(successorOf(code)) : null)
}

/** Unicode keeps the successors of withdrawn and reserved codes: UK is GB, SU is RU. */
const successorOf = (code: string): string => new Intl.Locale(`und-${code}`).region ?? ''
