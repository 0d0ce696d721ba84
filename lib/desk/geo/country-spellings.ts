import { countryOf } from '@/lib/platform/canonical/countries'

/** The codes that stored transactions carry for a country: releases before 2026-12 stored alpha-3 codes as well. */
export function countrySpellings(code: string): string[] {
  const country = countryOf(code)
  return country ? [country.alpha2, country.alpha3] : [code]
}
