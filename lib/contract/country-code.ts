import { z } from 'zod'
import { canonicalCountry } from '@/lib/platform/canonical/country'

/** An alpha-2 code of ISO 3166-1 in either case; in upper case afterwards. */
export const countryCode = z
  .string()
  .max(64)
  .transform((text, check) => {
    const country = canonicalCountry(text)
    if (typeof country === 'string') return country
    check.addIssue({ code: 'custom', message: country.reason })
    return z.NEVER
  })
