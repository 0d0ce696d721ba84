/** E-mail over SMTP. Messages are plain text; neither they nor their links are logged. */
import { createTransport } from 'nodemailer'
import { env } from './env'
import { singleton } from './singleton'

export interface Mail {
  to: string
  subject: string
  text: string
  /** The same for each attempt to send it, so that mail programs show one message. Without it, each attempt has its own. */
  messageId?: string
}

/** Sends one message. @throws MailError within `MAIL_TIMEOUT_MS` */
export type SendMail = (mail: Mail) => Promise<void>

/** A whole delivery, from the name look-up to the last response of the server. */
export const MAIL_TIMEOUT_MS = 20_000

/** Why a message was not accepted, in words for the log: nothing of the message, no address. */
export class MailError extends Error {
  override readonly name = 'MailError'
}

export const mailConfigured = (): boolean => env().SENTINEL_SMTP_URL !== undefined

/** Sends through the configured server. Never call it inside a database transaction. */
export const sendMail: SendMail = (mail) => mailer()(mail)

const mailer = () =>
  singleton('mail', () => {
    const { SENTINEL_SMTP_URL: url, SENTINEL_MAIL_FROM: from } = env()
    if (url === undefined || from === undefined) throw new MailError('no SMTP server is configured')
    return createMailer(url, from)
  })

/** @param url `smtp://user:password@host:587`, or `smtps://` for TLS from the first byte */
export function createMailer(url: string, from: string, timeoutMs = MAIL_TIMEOUT_MS): SendMail {
  const { protocol, hostname, port, username, password } = new URL(url)
  const secure = protocol === 'smtps:'
  const host = hostname.replace(/^\[|\]$/g, '')
  const transport = createTransport({
    host,
    port: port === '' ? undefined : Number(port),
    secure,
    // Links in the messages are credentials. Only within this machine may they travel in plain text.
    requireTLS: !secure && !isLoopback(host),
    ignoreTLS: !secure && isLoopback(host),
    auth:
      username === ''
        ? undefined
        : { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
  })
  return async (mail) => {
    const message = { ...mail, from, disableFileAccess: true, disableUrlAccess: true }
    try {
      await transport.sendMail({ ...message, signal: AbortSignal.timeout(timeoutMs) })
    } catch (error) {
      throw new MailError(reasonOf(error))
    }
  }
}

const isLoopback = (host: string): boolean => /^(localhost|127(\.\d+){3}|::1)$/.test(host)

/** 'EENVELOPE, reply 450': codes only, since texts of servers repeat addresses. */
function reasonOf(error: unknown): string {
  const { code, responseCode, name } = error as { code?: unknown; responseCode?: unknown; name?: unknown }
  const kind = [code, name].find((text) => typeof text === 'string') ?? 'unknown'
  return typeof responseCode === 'number' ? `${String(kind)}, reply ${responseCode}` : String(kind)
}
