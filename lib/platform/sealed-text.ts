/** Encrypts stored texts that are secret, so that a copy of the database does not reveal them. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { env } from './env'

const CIPHER = 'aes-256-gcm'
const IV_BYTES = 12
const TAG_BYTES = 16

/** Each purpose has a key of its own. */
const keyOf = (secret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', purpose, 32))

export function sealText(purpose: string, text: string): string {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv(CIPHER, keyOf(env().SENTINEL_JWT_SECRET, purpose), iv)
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64')
}

export interface OpenedText {
  text: string
  /** Encrypted with the secret that is being replaced: seal it again before that secret is removed. */
  isOld: boolean
}

/** @throws Error where neither the current secret of the server nor the one before it encrypted the text */
export function openText(purpose: string, sealed: string): OpenedText {
  const { SENTINEL_JWT_SECRET: current, SENTINEL_JWT_SECRET_PREVIOUS: previous } = env()
  try {
    return { text: decrypt(keyOf(current, purpose), sealed), isOld: false }
  } catch (error) {
    if (previous === undefined) throw error
    return { text: decrypt(keyOf(previous, purpose), sealed), isOld: true }
  }
}

function decrypt(key: Buffer, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64')
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, IV_BYTES))
  decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
  const body = decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES))
  return Buffer.concat([body, decipher.final()]).toString('utf8')
}
