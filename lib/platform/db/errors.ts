import { AppError, isAppError } from '../errors'

/** Maps a database failure to a public error by SQLSTATE, Prisma code or message; several failures have no code. */
const UNAVAILABLE_STATES = [
  '57P01',
  '57P02',
  '57P03',
  '57014',
  '55P03',
  '40001',
  '40P01',
  '53100',
  '53200',
  '53300',
  '25P03',
]
const UNAVAILABLE_PRISMA = ['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2034', 'P2037']
const UNAVAILABLE_TEXTS = [
  'timeout exceeded when trying to connect',
  'Connection terminated',
  'Client has encountered a connection error',
  'Query read timeout',
  'ECONNREFUSED',
  'ECONNRESET',
  'Unable to start a transaction',
  'rolled back at commit',
]

/** Lock not available, query cancelled (statement timeout), serialization failure, deadlock. */
const ROLLED_BACK_STATES = ['55P03', '57014', '40001', '40P01']
const ROLLED_BACK_PRISMA = 'P2034'

interface ErrorShape {
  code?: unknown
  message?: unknown
  meta?: { driverAdapterError?: { cause?: { originalCode?: unknown } } }
  cause?: unknown
}

/** The SQLSTATE of a failure, whether pg or Prisma threw it. */
export function sqlState(error: unknown): string | undefined {
  const shape = error as ErrorShape
  const viaPrisma = shape?.meta?.driverAdapterError?.cause?.originalCode
  if (typeof viaPrisma === 'string') return viaPrisma
  return typeof shape?.code === 'string' && /^[0-9A-Z]{5}$/.test(shape.code) ? shape.code : undefined
}

export const isUniqueViolation = (error: unknown): boolean =>
  sqlState(error) === '23505' || (error as ErrorShape)?.code === 'P2002'

/** True where the outcome is unknown or the database could not be reached in time: worth a retry with the same key. */
export function isUnavailable(error: unknown): boolean {
  const shape = error as ErrorShape
  const state = sqlState(error)
  if (state && (UNAVAILABLE_STATES.includes(state) || state.startsWith('08'))) return true
  if (typeof shape?.code === 'string' && UNAVAILABLE_PRISMA.includes(shape.code)) return true
  const text = typeof shape?.message === 'string' ? shape.message : ''
  return UNAVAILABLE_TEXTS.some((part) => text.includes(part)) || shape?.code === 'ECONNREFUSED'
}

/** True where the database certainly undid the transaction because of others: the same transaction can be repeated. */
export function isRolledBack(error: unknown): boolean {
  const state = sqlState(error)
  if (state !== undefined && ROLLED_BACK_STATES.includes(state)) return true
  return (error as ErrorShape)?.code === ROLLED_BACK_PRISMA
}

/** The public error for a database failure; null where it is not one that the caller can act on. */
export function toAppError(error: unknown): AppError | null {
  if (isAppError(error)) return error
  if (isUnavailable(error))
    return new AppError('database-unavailable', { cause: error, retryAfterSeconds: 1 })
  if (sqlState(error) === '22021') return new AppError('invalid-text', { cause: error })
  if (isUniqueViolation(error)) return new AppError('conflict', { cause: error })
  return null
}
