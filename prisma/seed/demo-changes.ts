import type { Context } from '@/lib/contract/context'
import { requestChange, withdrawChange } from '@/lib/governance/changes'
import { withTenant } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'

const WEEK_MS = 7 * 24 * 3_600_000

/**
 * A change request of the demo's administrator, withdrawn so that it never takes effect: it shows the impact of twice
 * the review threshold. A tenant that has changes keeps them.
 */
export async function seedChanges(ctx: Context, nowMs: number): Promise<void> {
  const tenantId = ctx.tenant.id
  const { known, admin, policy } = await withTenant({ tenantId }, async (tx) => ({
    known: await tx.changeRequest.count({ where: { tenantId } }),
    admin: await tx.user.findFirst({ where: { tenantId, role: 'admin', status: 'active' } }),
    policy: await tx.policy.findFirst({ where: { tenantId }, orderBy: { version: 'desc' } }),
  }))
  const threshold = (policy?.reviewThreshold ?? 1) * 2
  if (known > 0 || !admin || !policy || threshold > policy.blockThreshold) return
  const { id, fullName: name, email } = admin
  const as: Context = { ...ctx, actor: { kind: 'user', id, sessionId: newId(), role: 'admin', name, email } }
  const change = await requestChange(as, {
    change: { kind: 'policy', payload: { review_threshold: threshold } },
    days: 30,
    reason: 'Fewer alerts: the desk is behind since Monday.',
    starts_at: new Date(nowMs + WEEK_MS).toISOString(),
    before_hash: null,
  })
  await withdrawChange(as, change.id)
}
