import { canonicalCountry } from '@/lib/platform/canonical/country'
import { countryOf } from '@/lib/platform/canonical/countries'
import { canonicalId } from '@/lib/platform/canonical/id'
import { canonicalIp } from '@/lib/platform/canonical/ip'
import { canonicalPhone } from '@/lib/platform/canonical/phone'
import type { Canonical } from '@/lib/platform/canonical/rejected'
import { canonicalWord } from '@/lib/platform/canonical/word'

/** The identifying columns of a stored transaction. */
export const COLUMNS = [
  'external_id',
  'sender_account',
  'receiver_account',
  'device_id',
  'phone',
  'ip',
  'country',
  'merchant_category',
  'channel',
] as const
export type Column = (typeof COLUMNS)[number]
export type StoredTexts = Record<Column, string | null>

/** Earlier releases accepted alpha-3 codes, which name exactly one country. */
const storedCountry = (text: string): Canonical => canonicalCountry(countryOf(text)?.alpha2 ?? text)

export function canonicalColumn(column: Column, text: string, country: string | null): Canonical {
  switch (column) {
    case 'phone':
      return canonicalPhone(text, country)
    case 'ip':
      return canonicalIp(text)
    case 'country':
      return storedCountry(text)
    case 'merchant_category':
    case 'channel':
      return canonicalWord(text)
    default:
      return canonicalId(text)
  }
}

export interface CanonicalRow {
  /** Canonical texts that differ from the stored ones. */
  changed: Partial<StoredTexts>
  /** Columns whose text has no canonical form; they stay as they are. */
  without: Column[]
}

export function canonicalRow(row: StoredTexts, country: string | null): CanonicalRow {
  const result: CanonicalRow = { changed: {}, without: [] }
  for (const column of COLUMNS) {
    const text = row[column]
    if (text === null) continue
    const canonical = canonicalColumn(column, text, country)
    if (typeof canonical !== 'string') result.without.push(column)
    else if (canonical !== text) result.changed[column] = canonical
  }
  return result
}
