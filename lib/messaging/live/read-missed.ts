import type { Context } from '@/lib/contract/context'
import { withTenant } from '@/lib/platform/db'
import type { ResumePoint } from './event-id'
import { concerns, type LiveMessage, toMessage } from './message'
import { KEEP_MINUTES } from './schema'

/** Numbers are given before the commit that shows them: a later number may be seen first. */
const OVERLAP = 1_000n
/** What a transaction may take, and more. */
const OVERLAP_MS = 30_000
/** More than that, and looking at everything again is cheaper. */
const MOST = 100

export interface Missed {
  messages: LiveMessage[]
  /** True if some events are deleted, or too many to resend. */
  gap: boolean
  /** The newest number of the tenant, 0 without any. */
  newest: bigint
}

/** The tenant's events since then that concern the user. Some may have been received before. */
export async function readMissed(ctx: Context, from: ResumePoint, now: number): Promise<Missed> {
  const sinceMs = 'seq' in from ? from.atMs - OVERLAP_MS : now - from.ageSeconds * 1000 - OVERLAP_MS / 10
  const after = 'seq' in from && from.seq > OVERLAP ? from.seq - OVERLAP : 0n
  const tenantId = ctx.tenant.id
  const { rows, newest } = await withTenant({ tenantId }, async (tx) => ({
    rows: await tx.liveEvent.findMany({
      where: { seq: { gt: after }, at: { gt: new Date(sinceMs) } },
      orderBy: { seq: 'asc' },
      take: MOST + 1,
    }),
    newest: await tx.liveEvent.findFirst({ select: { seq: true }, orderBy: { seq: 'desc' } }),
  }))
  const gap = sinceMs < now - KEEP_MINUTES * 60_000 || rows.length > MOST
  const messages = gap ? [] : rows.flatMap((row) => toMessage(row) ?? [])
  return {
    messages: messages.filter((message) => concerns(message, ctx.actor.id)),
    gap,
    newest: newest?.seq ?? 0n,
  }
}
