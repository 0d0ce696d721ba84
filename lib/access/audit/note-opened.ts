import { LRUCache } from 'lru-cache'
import type { Context } from '@/lib/contract/context'
import { inBackground } from '@/lib/platform/background'
import { withTenant } from '@/lib/platform/db'
import { singleton } from '@/lib/platform/singleton'
import { writeAudit } from './write-audit'
import { HOUR_MS } from '@/lib/platform/time'

const noted = () => singleton('audit.opened', () => new LRUCache<string, true>({ max: 50_000, ttl: HOUR_MS }))

/**
 * Records that a user opened a transaction or an entity: once per user, object and hour of a process, after the response.
 * API keys read in bulk; their rows are counted instead.
 */
export function noteOpened(
  ctx: Context,
  kind: 'transaction' | 'account' | 'device' | 'phone',
  id: string,
): void {
  const { actor, tenant } = ctx
  const key = `${tenant.id}/${actor.id}/${kind}/${id}`
  if (actor.kind !== 'user' || noted().has(key)) return
  noted().set(key, true)
  const action = kind === 'transaction' ? 'transaction.opened' : 'entity.opened'
  inBackground('note opened', () =>
    withTenant({ tenantId: tenant.id }, (tx) =>
      writeAudit(tx, ctx, { action, objectKind: kind, objectId: id }),
    ),
  )
}
