import { AppError } from '@/lib/platform/errors'
import {
  keyLimitOf,
  limitOf,
  type Permission,
  type Role,
  roleMay,
  type Scope,
  scopesMay,
} from './permissions'

/** Who acts: a signed-in user, an API key, or the product itself (seed, jobs). */
export type Actor =
  | { kind: 'user'; id: string; sessionId: string; role: Role; name: string; email: string }
  | { kind: 'api-key'; id: string; scopes: readonly Scope[]; name: string }
  | { kind: 'system'; id: string }

export interface Tenant {
  id: string
  slug: string
  name: string
  /** Epoch milliseconds of PaySim step 0. */
  stepEpochMs: number
  /** Epoch milliseconds; earlier events are rejected. */
  earliestEventMs: number
  /** Alpha-2 code: national phone numbers are numbers of this country. Null accepts international ones only. */
  country: string | null
  currency: string
  timeZone: string
}

/** The first argument of every domain function. Built only by apiRoute() and requireUser(). */
export interface Context {
  tenant: Tenant
  actor: Actor
  requestId: string
  /** The time to record, for events of the past that the demo data writes. Requests have none: theirs is now. */
  at?: Date
}

/** Throws missing-permission unless the actor holds the permission. First line of a domain function. */
export function authorize(ctx: Pick<Context, 'actor'>, permission: Permission): void {
  if (!mayActor(ctx.actor, permission)) {
    const limit = ctx.actor.kind === 'api-key' ? keyLimitOf(permission) : limitOf(permission)
    throw new AppError('missing-permission', { detail: `${limit} (permission ${permission})` })
  }
}

export function mayActor(actor: Actor, permission: Permission): boolean {
  if (actor.kind === 'system') return true
  if (actor.kind === 'user') return roleMay(actor.role, permission)
  return scopesMay(actor.scopes, permission)
}

/** The acting user's id. API keys are rejected where a user must be named. */
export function requireUserId(ctx: Context): string {
  if (ctx.actor.kind !== 'user') {
    throw new AppError('missing-permission', { detail: 'Only a signed-in user can do this.' })
  }
  return ctx.actor.id
}
