/** Structured JSON logs on stdout: one line per event, ids only. */
import { type DestinationStream, type Logger, pino } from 'pino'
import { options } from './env'
import { singleton } from './singleton'

/** Names under which a secret could slip in. Redaction is the net; not logging them is the rule. */
const SECRET_FIELDS = [
  'password',
  'passwordHash',
  'token',
  'accessToken',
  'secret',
  'authorization',
  'cookie',
  'apiKey',
]
const REDACTED = SECRET_FIELDS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`])

/** Control and direction characters that JSON leaves as they are, yet which could forge what a reader sees. */
const DECEPTIVE = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g

export const log: Logger = singleton('log', () => createLogger())

/** A logger of its own, for tests. */
export function createLogger(destination?: DestinationStream): Logger {
  return pino(
    {
      level: options().LOG_LEVEL,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
      redact: { paths: REDACTED, censor: '[redacted]' },
      hooks: { streamWrite: escapeDeceptive },
    },
    destination ?? pino.destination(1),
  )
}

/** Such characters occur only inside JSON strings, where an escape means the same. */
function escapeDeceptive(line: string): string {
  return line.replace(DECEPTIVE, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
