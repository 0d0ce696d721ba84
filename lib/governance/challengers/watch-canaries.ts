import { type AuditContext, writeAudit } from '@/lib/access/audit'
import { notify } from '@/lib/messaging/notifications'
import { findTenantsWithCanary, type TenantClient, withTenant } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { log } from '@/lib/platform/log'
import { endRun } from './end-run'
import { evidenceOf } from './evidence-of'
import { judgeCanary } from './judge-canary'

/**
 * Judges the canary of every tenant, and stops the one that must stop: with an audit row, and a notification to every
 * administrator that says why. Harmless in several processes at once. Returns how many it stopped.
 */
export async function watchCanaries(now: Date): Promise<number> {
  let stopped = 0
  for (const tenantId of await findTenantsWithCanary()) {
    try {
      if (await withTenant({ tenantId }, (tx) => watchTenant(tx, tenantId, now))) stopped += 1
    } catch (error) {
      // Another change of stages at this moment, or a database that is away: the next turn judges again.
      log.warn({ err: error, tenantId }, 'the canary of a tenant was not judged')
    }
  }
  return stopped
}

async function watchTenant(tx: TenantClient, tenantId: string, now: Date): Promise<boolean> {
  // A run that another process judges at this moment is skipped.
  const [found] = await tx.$queryRaw<{ id: string; stage_version: number }[]>`
    select m.id, m.stage_version from model_versions m
      join canary_runs r on r.tenant_id = m.tenant_id and r.model_version_id = m.id and r.stage_version = m.stage_version
     where m.tenant_id = ${tenantId}::uuid and m.stage = 'canary' and r.ended_at is null
       for no key update of r skip locked`
  const run =
    found &&
    (await tx.canaryRun.findFirst({
      where: { tenantId, modelVersionId: found.id, stageVersion: found.stage_version },
    }))
  const stop = run && judgeCanary(evidenceOf(run))
  if (!stop) return false
  const actor = { kind: 'system', id: 'canary-watch' } as const
  const ctx: AuditContext = { tenant: { id: tenantId }, actor, requestId: newId() }
  await endRun(tx, ctx, run, stop.reason, stop.detail)
  await writeAudit(tx, ctx, {
    action: 'canary.stopped',
    objectKind: 'model-version',
    objectId: run.modelVersionId,
    before: { share: run.share },
    after: { reason: stop.reason, detail: stop.detail, decided: Number(run.decided) },
  })
  const administrators = await tx.user.findMany({
    where: { tenantId, role: 'admin', status: 'active' },
    select: { id: true },
  })
  await notify(tx, tenantId, {
    kind: 'canary_stopped',
    userIds: administrators.map(({ id }) => id),
    actorId: null,
    modelVersionId: run.modelVersionId,
    detail: stop.detail,
    at: now,
  })
  return true
}
