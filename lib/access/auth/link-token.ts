import { hash, randomBytes } from 'node:crypto'
import { uuid } from '@/lib/contract/uuid'
import { mailConfigured } from '@/lib/platform/mail'
import { env } from '@/lib/platform/env'
import { AppError } from '@/lib/platform/errors'
import type { LinkDelivery } from './schema'

/**
 * Tokens of links that work once. They name their tenant, so that they are read like every other row of it, and hold 256
 * random bits, so that a plain SHA-256 is enough to store and find them.
 */
const TOKEN = /^([0-9a-f]{32})\.[A-Za-z0-9_-]{43}$/

export interface LinkToken {
  token: string
  tokenHash: Buffer<ArrayBuffer>
}

export function newLinkToken(tenantId: string): LinkToken {
  const token = `${tenantId.replaceAll('-', '')}.${randomBytes(32).toString('base64url')}`
  return { token, tokenHash: hashOf(token) }
}

/** The tenant that a token claims, and the hash that proves it. @throws AppError invalid-link for another text */
export function requireLinkToken(token: string): { tenantId: string; tokenHash: Buffer<ArrayBuffer> } {
  const [, digits = ''] = TOKEN.exec(token) ?? []
  const tenantId = uuid.safeParse(digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'))
  if (!tenantId.success) throw invalidLink()
  return { tenantId: tenantId.data, tokenHash: hashOf(token) }
}

/** Unknown, used, expired, replaced and withdrawn are one thing to the caller. */
export const invalidLink = (): AppError =>
  new AppError('invalid-link', { detail: 'The link is used, expired or replaced. Ask for a new one.' })

/** Whether a link goes out by e-mail or is shown. @throws AppError mail-not-configured */
export function deliveryOf(deliver: LinkDelivery): 'sending' | 'shown' {
  if (deliver === 'mail' && !mailConfigured())
    throw new AppError('mail-not-configured', {
      detail: 'This installation sends no e-mail. Ask for the link instead.',
    })
  return deliver !== 'link' && mailConfigured() ? 'sending' : 'shown'
}

/** The token stands in the fragment, which browsers send to no server: it is in no log and no Referer. */
export const linkWith = (path: '/accept-invitation' | '/reset-password', { token }: LinkToken): string =>
  `${env().NEXTAUTH_URL.replace(/\/+$/, '')}${path}#${token}`

const hashOf = (token: string): Buffer<ArrayBuffer> => Buffer.from(hash('sha256', token, 'buffer'))
