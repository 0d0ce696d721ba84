import { promoteModel, setStage } from '@/lib/governance/models'
import { withTenant } from '@/lib/platform/db'
import type { MintedTenant } from './minted-tenant'

/** Takes a registered model over shadow and canary into production. */
export async function putIntoProduction({ id }: { id: string }, by: MintedTenant): Promise<void> {
  for (const [version, stage] of [
    [1, 'shadow'],
    [2, 'canary'],
  ] as const)
    await setStage(by.as.admin, id, version, { stage })
  await withTenant({ tenantId: by.tenant.id }, (tx) => promoteModel(tx, by.as.admin, id))
}
