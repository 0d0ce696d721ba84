import { loadTenant, systemContext } from '@/lib/access/tenants'
import type { Context } from '@/lib/contract/context'
import { findTenantIds, withTenant } from '@/lib/platform/db'
import { monotonicMs } from '@/lib/platform/time'
import type { StreamSettings } from '../settings'
import { whenReachable } from './when-reachable'

/** As long as other servers keep the settings of an institution. */
const KEPT_MS = 15_000

export interface Tenants {
  /** The slug by id, of every tenant of the stream. */
  slugs: ReadonlyMap<string, string>
  idOf(topic: string): string
  /** On whose behalf the messages of a topic are scored. */
  contextOf(topic: string): Promise<Context>
}

/** The tenants that the settings name, once the database can be reached. @throws Error that names every unknown one */
export async function openTenants({ tenantOf }: StreamSettings, signal: AbortSignal): Promise<Tenants> {
  const wanted = [...new Set(tenantOf.values())]
  const ids = await whenReachable(() => findTenantIds(wanted), signal)
  const unknown = wanted.filter((slug) => !ids.has(slug))
  if (unknown.length > 0)
    throw new Error(`SENTINEL_STREAM_TOPICS: there is no institution ${unknown.join(', ')}`)
  const kept = new Map<string, { ctx: Promise<Context>; until: number }>()
  const idOf = (topic: string) => ids.get(tenantOf.get(topic)!)!
  const load = async (tenantId: string) => systemContext(await withTenant({ tenantId }, loadTenant), 'stream')
  return {
    slugs: new Map([...ids].map(([slug, id]) => [id, slug])),
    idOf,
    contextOf(topic) {
      const id = idOf(topic)
      const known = kept.get(id)
      if (known && monotonicMs() < known.until) return known.ctx
      const ctx = load(id)
      kept.set(id, { ctx, until: monotonicMs() + KEPT_MS })
      ctx.catch(() => kept.delete(id))
      return ctx
    },
  }
}
