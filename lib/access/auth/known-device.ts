import { createHmac, hash, hkdfSync, timingSafeEqual } from 'node:crypto'
import { env } from '@/lib/platform/env'
import { newId } from '@/lib/platform/ids'
import { singleton } from '@/lib/platform/singleton'
import { usesHttps } from './browser-session'

/**
 * A device that signed in to an account before holds a cookie for this account. It proves no identity: it only spares
 * the device the waits that failures from elsewhere cause.
 */
export const KNOWN_DEVICE_DAYS = 180
const DAY_SECONDS = 86_400
const PATH = '/api/auth'
const VALUE = /^([0-9a-f-]{36})\.(\d{1,12})\.([A-Za-z0-9_-]{43})$/

/** The name of an account in counters and cookies: an e-mail address of no user has one, too. */
export const accountOf = (email: string): string => hash('sha256', email, 'base64url')

/** The id of the device, if the Cookie header proves that it signed in to the account; otherwise null. */
export function knownDevice(account: string, cookies: string | null): string | null {
  const name = cookieName(account) + '='
  const found = cookies?.split(';').find((part) => part.trimStart().startsWith(name))
  const [, id, issuedAt, signature] = VALUE.exec(found?.trim().slice(name.length) ?? '') ?? []
  if (id === undefined || issuedAt === undefined || signature === undefined) return null
  const given = Buffer.from(signature, 'base64url')
  const isOurs = deviceKeys().some((key) => timingSafeEqual(sign(key, account, id, issuedAt), given))
  const ageSeconds = Date.now() / 1000 - Number(issuedAt)
  return isOurs && ageSeconds < KNOWN_DEVICE_DAYS * DAY_SECONDS ? id : null
}

/** The Set-Cookie header after a sign-in to the account. The path keeps the cookie away from all other requests. */
export function deviceCookie(account: string, device: string | null): string {
  const id = device ?? newId()
  const issuedAt = String(Math.floor(Date.now() / 1000))
  const value = `${id}.${issuedAt}.${sign(deviceKeys()[0], account, id, issuedAt).toString('base64url')}`
  const attributes = `Path=${PATH}; Max-Age=${KNOWN_DEVICE_DAYS * DAY_SECONDS}; HttpOnly; SameSite=Lax`
  return `${cookieName(account)}=${value}; ${attributes}${usesHttps() ? '; Secure' : ''}`
}

/** One cookie per account, because several users may share a browser. */
const cookieName = (account: string): string =>
  `${usesHttps() ? '__Secure-' : ''}sentinel-device-${account.slice(0, 12)}`

const sign = (key: Buffer, account: string, id: string, issuedAt: string): Buffer =>
  createHmac('sha256', key).update(`${account}.${id}.${issuedAt}`).digest()

/** The key that signs, then the one before it. */
const deviceKeys = () =>
  singleton('auth.device-keys', (): [Buffer, ...Buffer[]] => {
    const { NEXTAUTH_SECRET: current, NEXTAUTH_SECRET_PREVIOUS: previous } = env()
    return [deviceKey(current), ...(previous === undefined ? [] : [deviceKey(previous)])]
  })

const deviceKey = (secret: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', 'sentinel known device', 32))
