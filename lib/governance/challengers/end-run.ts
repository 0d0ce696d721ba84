import type { AuditContext } from '@/lib/access/audit'
import { moveModel } from '@/lib/governance/models'
import type { TenantClient } from '@/lib/platform/db'
import type { RunRow } from './evidence-of'
import type { Canary } from './schema'

/** Ends a run and returns its model to shadow: it decides nothing from the next score on, and stays compared. */
export async function endRun(
  tx: TenantClient,
  ctx: AuditContext,
  run: RunRow,
  reason: NonNullable<Canary['end_reason']>,
  detail: string,
): Promise<RunRow> {
  const { tenantId, modelVersionId, stageVersion } = run
  await moveModel(tx, ctx, modelVersionId, { stage: 'shadow', reason: detail }, stageVersion)
  const end = { endedAt: new Date(), endReason: reason, endDetail: detail, version: run.version + 1 }
  await tx.canaryRun.updateMany({ where: { tenantId, modelVersionId, stageVersion }, data: end })
  return { ...run, ...end }
}
