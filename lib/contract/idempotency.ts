/** How an operation treats the header Idempotency-Key. */
import type { Operation } from './operation'

/**
 * `own`: the handler stores the key with its effect. `sealed`: as by default, but the stored response holds a secret and is
 * encrypted. `excluded`: the header has no effect, with the reason that the contract shows.
 */
export type Idempotency = 'own' | 'sealed' | { excluded: string }

/**
 * `none` for reads and excluded operations. `shared`: the key, its response and every effect of the handler are one
 * database transaction.
 */
export type KeyMode = 'none' | 'own' | 'shared'

export function keyModeOf({ method, auth, idempotency }: Operation): KeyMode {
  if (method === 'GET' || typeof idempotency === 'object') return 'none'
  if (idempotency === 'own') return 'own'
  return auth === 'user' || auth === 'user-or-key' ? 'shared' : 'none'
}
