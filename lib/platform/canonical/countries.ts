import { iso31661 } from 'iso-3166/1.js'

export interface Country {
  alpha2: string
  alpha3: string
  /** Three digits, as the atlas names its shapes. */
  numeric: string
  /** In English. */
  name: string
}

const names = new Intl.DisplayNames('en', { type: 'region' })

/** The countries of ISO 3166-1. */
export const COUNTRIES: readonly Country[] = iso31661.map(({ alpha2, alpha3, numeric, name }) => ({
  alpha2,
  alpha3,
  numeric,
  name: names.of(alpha2) ?? name,
}))

const byCode = new Map(
  COUNTRIES.flatMap((country) =>
    [country.alpha2, country.alpha3, country.numeric].map((code) => [code, country]),
  ),
)

/** The country of an alpha-2, alpha-3 or numeric code in either case; null for an unknown code. */
export const countryOf = (code: string): Country | null => byCode.get(code.toUpperCase()) ?? null

const byName = new Map(COUNTRIES.map((country) => [country.name.toUpperCase(), country]))

export const countryNamed = (name: string): Country | null => byName.get(name.toUpperCase()) ?? null
