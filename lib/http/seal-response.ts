/** Encrypts stored responses that hold a secret, so that a copy of the database does not reveal it. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { env } from '@/lib/platform/env'
import { AppError } from '@/lib/platform/errors'

const CIPHER = 'aes-256-gcm'
const IV_BYTES = 12
const TAG_BYTES = 16

const key = (): Buffer =>
  Buffer.from(hkdfSync('sha256', env().SENTINEL_JWT_SECRET, '', 'sentinel idempotent response', 32))

export function sealResponse(text: string): string {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv(CIPHER, key(), iv)
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64')
}

/** @throws AppError conflict where the secret of the server has changed since */
export function openResponse(sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64')
  try {
    const decipher = createDecipheriv(CIPHER, key(), bytes.subarray(0, IV_BYTES))
    decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
    const body = decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES))
    return Buffer.concat([body, decipher.final()]).toString('utf8')
  } catch (cause) {
    throw new AppError('conflict', {
      detail: 'The request took effect, but its response can no longer be read.',
      cause,
    })
  }
}
