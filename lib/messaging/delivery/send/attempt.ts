import { type SendMail, sendMail } from '@/lib/platform/mail'
import { elapsedMs, monotonicMs } from '@/lib/platform/time'
import type { ChannelRow } from '../present'
import { openSecret } from '../secrets'
import { mailOf, slackBody, type StoredMessage, webhookBody, webhookId } from './compose'
import { post, type PostOptions, type PostResponse } from './post'
import { TargetRefused } from './resolve-host'
import { signedHeaders } from './sign'

/** How one attempt to send a message ended. */
export interface AttemptResult {
  ok: boolean
  code: number | null
  latencyMs: number
  excerpt: string | null
  error: string | null
  /** What the receiver asks to wait for. */
  retryAfterS: number | null
  /** The receiver says that it wants no more messages. */
  gone: boolean
}

export interface Transports extends PostOptions {
  mail?: SendMail
}

export const MAX_EXCERPT = 500
const GONE = 410

/** Sends a message through a channel once. Never throws. */
export async function attempt(
  channel: ChannelRow,
  message: StoredMessage,
  now: Date,
  transports: Transports = {},
): Promise<AttemptResult> {
  const startMs = monotonicMs()
  try {
    if (channel.kind !== 'email') return resultOf(await postTo(channel, message, now, transports))
    await (transports.mail ?? sendMail)(mailOf(channel.target, message))
    return { ...NOTHING, ok: true, latencyMs: elapsedMs(startMs) }
  } catch (error) {
    return { ...NOTHING, ok: false, latencyMs: elapsedMs(startMs), error: wordsOf(error) }
  }
}

const NOTHING = { code: null, excerpt: null, error: null, retryAfterS: null, gone: false }

/** @throws where the response does not come */
async function postTo(
  channel: ChannelRow,
  message: StoredMessage,
  now: Date,
  transports: Transports,
): Promise<PostResponse> {
  const url = new URL(openSecret(channel.urlSealed ?? '').text)
  if (channel.kind === 'slack') return post(url, {}, slackBody(message), transports)
  const body = webhookBody(message)
  const seconds = Math.floor(now.getTime() / 1000)
  return post(
    url,
    signedHeaders(webhookId(message), seconds, body, secretsOf(channel, now)),
    body,
    transports,
  )
}

/** The secret, and the one before it while both are valid. */
function secretsOf(
  { secretSealed, previousSecretSealed, previousSecretUntil }: ChannelRow,
  now: Date,
): string[] {
  const both = [secretSealed, previousSecretUntil && previousSecretUntil > now ? previousSecretSealed : null]
  return both.flatMap((sealed) => (sealed === null ? [] : [openSecret(sealed).text]))
}

/** Standard Webhooks: 2xx is success. A redirect could lead anywhere, so it is a failure. */
function resultOf({ status, text, latencyMs, retryAfter }: PostResponse): AttemptResult {
  const ok = status >= 200 && status < 300
  return {
    ok,
    code: status,
    latencyMs,
    excerpt: excerptOf(text),
    error: ok ? null : failureOf(status),
    retryAfterS: retryAfter !== null && /^\d{1,9}$/.test(retryAfter) ? Number(retryAfter) : null,
    gone: status === GONE,
  }
}

function failureOf(status: number): string {
  if (status === GONE) return 'The receiver wants no more messages (410)'
  if (status >= 300 && status < 400) return `The receiver redirects (${status}); redirects are not followed`
  return `The receiver responded with status ${status}`
}

/** The beginning of a response as the log shows it: no control characters and no
 * half of a character, which the database or a screen may not take. */
function excerptOf(text: string): string | null {
  const clean = text.slice(0, MAX_EXCERPT).replace(/[\p{Cc}\p{Cs}]+/gu, ' ')
  return clean.trim() || null
}

/** Codes and own words only: messages of the system name addresses within the network. */
function wordsOf(error: unknown): string {
  const { name, code, message } = error as { name?: string; code?: string; message?: string }
  if (name === TargetRefused.name) return `Not sent: ${message}`
  if (name === 'MailError') return `The mail server did not accept it: ${message}`
  if (name === 'TimeoutError' || name === 'AbortError') return 'No response in time'
  const known = code === undefined ? undefined : WORDS[code]
  if (known !== undefined) return known
  if (code?.startsWith('ERR_OSSL') || code === 'ERR_CRYPTO_INVALID_IV') return UNREADABLE
  if (code === undefined && message?.includes('authenticate data')) return UNREADABLE
  return `The connection failed (${code ?? name ?? 'unknown'})`
}

const UNREADABLE = 'The stored URL or secret can no longer be decrypted; set the URL and rotate the secret'

const WORDS: Record<string, string> = {
  ENOTFOUND: 'The host name does not exist',
  ENODATA: 'The host name has no address',
  ETIMEOUT: 'The DNS did not respond in time',
  ECONNREFUSED: 'The connection was refused',
  ECONNRESET: 'The connection was closed before the response',
  ETIMEDOUT: 'The connection could not be opened in time',
  CERT_HAS_EXPIRED: 'The certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'The certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'The certificate is self-signed',
  ERR_TLS_CERT_ALTNAME_INVALID: 'The certificate is for another host',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'The certificate cannot be verified',
}
