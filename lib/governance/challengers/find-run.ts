import type { TenantClient } from '@/lib/platform/db'
import type { RunRow } from './evidence-of'

/** The newest run of a model, ended or not. */
export const findNewestRun = (tx: TenantClient, tenantId: string, id: string): Promise<RunRow | null> =>
  tx.canaryRun.findFirst({ where: { tenantId, modelVersionId: id }, orderBy: { stageVersion: 'desc' } })
