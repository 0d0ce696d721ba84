import { AppError } from '@/lib/platform/errors'
import type { Actor, Context, Tenant } from '@/lib/contract/context'

/** A verified credential: its actor, its tenant and its expiry. */
export interface Principal<A extends Actor = Actor> {
  tenant: Tenant
  tenantActive: boolean
  actor: A
  expiresAtMs: number
}

/**
 * The context of a request made with a live credential.
 * @throws AppError tenant-suspended
 */
export function toContext({ tenant, tenantActive, actor }: Principal, requestId: string): Context {
  if (!tenantActive) throw new AppError('tenant-suspended')
  return { tenant, actor, requestId }
}

export const isExpired = (principal: Principal): boolean => principal.expiresAtMs <= Date.now()
