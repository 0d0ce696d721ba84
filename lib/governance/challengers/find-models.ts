import type { TenantClient } from '@/lib/platform/db'
import { presentModelName } from './present'
import type { ChallengerList, ComparedModel } from './schema'

const NAMES = { id: true, name: true, version: true, stage: true } as const

/** The production model. */
export async function findChampion(tx: TenantClient, tenantId: string): Promise<ComparedModel | null> {
  const row = await tx.modelVersion.findFirst({ where: { tenantId, stage: 'production' }, select: NAMES })
  return row && presentModelName(row)
}

/** The challengers of now, and models with comparisons that are still kept; newest first. */
export async function findChallengers(
  tx: TenantClient,
  tenantId: string,
  since: Date,
): Promise<ChallengerList['items']> {
  const rows = await tx.$queryRaw<ComparedModel[]>`
    select m.id, m.name, m.version, m.stage from model_versions m
     where m.tenant_id = ${tenantId}::uuid and m.stage <> 'production'
       and (m.stage in ('shadow', 'canary') or exists (
         select from challenger_hours h where h.tenant_id = m.tenant_id and h.model_version_id = m.id and h.hour >= ${since}))
     order by array_position(array['canary', 'shadow'], m.stage), m.id desc limit 20`
  return rows.map(presentModelName)
}
