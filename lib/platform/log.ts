/** Structured JSON logs on stdout: one line per event, ids only. */
import { type DestinationStream, type Logger, pino } from 'pino'
import { options } from './env'
import { singleton } from './singleton'

/** Names under which a secret could slip in, at any depth. Redaction is the net; not logging them is the rule. */
const SECRET =
  /"(password_?hash|password|(?:access_?)?token|secret|authorization|cookie|api_?key)":"(?:[^"\\]|\\.)*"/gi

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
      hooks: { streamWrite: cleanLine },
    },
    destination ?? pino.destination(1),
  )
}

/** One pass over the finished text: pino's own redaction of nested paths costs six times the whole line. */
function cleanLine(line: string): string {
  return line.replace(SECRET, '"$1":"[redacted]"').replace(DECEPTIVE, escapeChar)
}

/** Such characters occur only inside JSON strings, where an escape means the same. */
function escapeChar(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`
}
