/** How often messages are tried before one of them is taken for the cause of a failure. */
import { isUnavailable, isUniqueViolation, sqlState } from '@/lib/platform/db'
import { isAppError } from '@/lib/platform/errors'
import { isOfOneRow } from '@/lib/scoring/path'

interface Patience {
  /** Attempts of several messages, before each half is tried apart. */
  together: number
  /** Attempts of one message, before it is a dead letter: it must not stop its partition. */
  alone: number
}

const OF_A_MESSAGE: Patience = { together: 1, alone: 4 }
/** A busy database fails in this way, too. Alone: about two minutes. */
const OF_A_MESSAGE_OR_LOAD: Patience = { together: 4, alone: 14 }
const OF_NO_MESSAGE: Patience = { together: Infinity, alone: Infinity }

/** SQLSTATE of a statement that took too long. */
const STATEMENT_TIMED_OUT = '57014'
/** SQLSTATEs of a database that is not migrated to this release, denies a right, or is a replica: every message fails there. */
const OF_THE_DATABASE = /^(42...|25006)$/

export function patienceWith(error: unknown): Patience {
  if (isOfOneRow(error)) return OF_A_MESSAGE
  const state = sqlState(error)
  if (isUniqueViolation(error) || state === STATEMENT_TIMED_OUT) return OF_A_MESSAGE_OR_LOAD
  if (state !== undefined && OF_THE_DATABASE.test(state)) return OF_NO_MESSAGE
  const isOfServer = isUnavailable(error) || (isAppError(error) && error.status === 503)
  return isOfServer ? OF_NO_MESSAGE : OF_A_MESSAGE
}
