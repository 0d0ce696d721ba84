import { randomBytes } from 'node:crypto'
import { openText, sealText } from '@/lib/platform/sealed-text'

const PURPOSE = 'sentinel alert channel'
/** Standard Webhooks 1.0.0 asks for 24 to 64 bytes. */
const SECRET_BYTES = 32

/** A secret in the form of Standard Webhooks. */
export const newSecret = (): string => `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`

export const sealSecret = (text: string): string => sealText(PURPOSE, text)

/** @throws Error where the server can no longer decrypt it */
export const openSecret = (sealed: string) => openText(PURPOSE, sealed)
