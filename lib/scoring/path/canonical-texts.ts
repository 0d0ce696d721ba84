import { canonicalCountry } from '@/lib/platform/canonical/country'
import { canonicalId } from '@/lib/platform/canonical/id'
import { canonicalIp } from '@/lib/platform/canonical/ip'
import { placeKey } from '@/lib/platform/canonical/place'
import { type Canonical, rejected } from '@/lib/platform/canonical/rejected'
import { canonicalWord } from '@/lib/platform/canonical/word'

/** A city is stored as received; features compare `placeKey(city)`. */
const cityAsReceived = (text: string): Canonical => {
  if (/[\p{Cc}\p{Cs}]/u.test(text)) return rejected('must not contain control characters')
  return placeKey(text) === '' ? rejected('must not be blank') : text
}

/** The canonical form of each identifying text of a transaction. The phone waits for the tenant: see `identify`. */
const FORMS = {
  external_id: canonicalId,
  sender_account: canonicalId,
  receiver_account: canonicalId,
  device_id: canonicalId,
  ip: canonicalIp,
  city: cityAsReceived,
  country: canonicalCountry,
  merchant_category: canonicalWord,
  channel: canonicalWord,
} as const

export type CanonicalField = keyof typeof FORMS

/** Bounds of the columns, for forms that are longer than the text received. */
const MAX_LENGTH: Partial<Record<CanonicalField, number>> = { city: 128, channel: 32 }
const MAX_ID_LENGTH = 64

/** Texts as received, by field, where they differ from the canonical form. */
export type ReceivedTexts = Partial<Record<CanonicalField | 'phone', string>>

/** Reads the identifying texts of one transaction and collects what was received and what is rejected. */
export class CanonicalTexts {
  received: ReceivedTexts | null = null
  readonly rejections: { name: string; reason: string }[] = []

  /** @param name how the caller names the field */
  read(field: CanonicalField, text: string | undefined, name: string = field): string | null {
    if (text === undefined) return null
    const canonical = FORMS[field](text)
    if (canonical === text) return text
    if (typeof canonical !== 'string') {
      this.rejections.push({ name, reason: canonical.reason })
      return null
    }
    const max = MAX_LENGTH[field] ?? MAX_ID_LENGTH
    if (canonical.length > max)
      this.rejections.push({ name, reason: `must have at most ${max} characters in Unicode NFC` })
    this.received = { ...this.received, [field]: text }
    return canonical
  }
}
