import type { Actor, Context } from '@/lib/contract/context'
import { AppError } from '@/lib/platform/errors'

/** The user who acts, with the session of the request. API keys have no account of their own. */
export function requireSelf({ actor }: Context): Extract<Actor, { kind: 'user' }> {
  if (actor.kind === 'user') return actor
  throw new AppError('missing-permission', { detail: 'Only a signed-in user can do this.' })
}
