import { AppError } from '@/lib/platform/errors'
import { holdersOf, type Permission, type Role, roleMay, type Scope, scopesMay } from './permissions'

/** Who acts: a signed-in person, a machine key, or the product itself (seed, jobs). */
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
  currency: string
  timeZone: string
}

/** What every domain function gets first. Built only by apiRoute() and requireUser(). */
export interface Context {
  tenant: Tenant
  actor: Actor
  requestId: string
  /** When it happens, for a past that is written down afterwards, as the demo's. No request carries it: it happens now. */
  at?: Date
}

/** Refuses with missing-permission unless the actor holds the permission. First line of a domain function. */
export function authorize(ctx: Context, permission: Permission): void {
  if (!mayActor(ctx.actor, permission)) {
    const detail = `This needs the permission ${permission}, which ${holdersOf(permission)} have.`
    throw new AppError('missing-permission', { detail })
  }
}

export function mayActor(actor: Actor, permission: Permission): boolean {
  if (actor.kind === 'system') return true
  if (actor.kind === 'user') return roleMay(actor.role, permission)
  return scopesMay(actor.scopes, permission)
}

/** The acting user's id; machine keys may not act where a person's name must stand. */
export function requireUserId(ctx: Context): string {
  if (ctx.actor.kind !== 'user') {
    throw new AppError('missing-permission', { detail: 'Only a signed-in person may do this.' })
  }
  return ctx.actor.id
}
