import { hash, randomBytes } from 'node:crypto'

/** API key secrets: 256 random bits, so a plain SHA-256 is enough to store and find them. */
const PREFIX = 'sk_'
const SECRET = /^sk_[A-Za-z0-9_-]{43}$/

export function newApiKeySecret(): { secret: string; prefix: string; keyHash: Buffer<ArrayBuffer> } {
  const secret = PREFIX + randomBytes(32).toString('base64url')
  return { secret, prefix: secret.slice(0, PREFIX.length + 6), keyHash: hashApiKeySecret(secret) }
}

export const looksLikeApiKey = (text: string): boolean => text.startsWith(PREFIX)
export const isApiKeySecret = (text: string): boolean => SECRET.test(text)
export const hashApiKeySecret = (secret: string): Buffer<ArrayBuffer> =>
  Buffer.from(hash('sha256', secret, 'buffer'))
