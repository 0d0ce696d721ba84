import { writeAudit } from '@/lib/access/audit'
import type { Context } from '@/lib/contract/context'
import { moveModel, proveModel, storeBundle } from '@/lib/governance/models'
import { isAppError } from '@/lib/platform/errors'
import type { Lease } from './lease'
import { readBundle, type Workspace } from './workspace'

/** Stores the bundle for the tenant alone and registers it, after its proof. Returns the id of the version. */
export async function storeModel(
  ctx: Context,
  workspace: Workspace,
  version: { name: string; version: string },
): Promise<string> {
  const { id } = await storeBundle(ctx, await readBundle(workspace, version))
  return id
}

/**
 * Ends the retraining: the version becomes a shadow model where a place is free. Otherwise it stays registered, with the reason.
 * It never becomes the production model.
 */
export async function placeModel(ctx: Context, lease: Lease, modelVersionId: string): Promise<void> {
  await proveModel(ctx, modelVersionId)
  const succeeded = { status: 'succeeded', modelVersionId, fraction: 1 }
  try {
    await lease.end({ ...succeeded, placedAs: 'shadow' }, async (tx) => {
      const reason = 'Retrained on the decisions of the institution'
      await moveModel(tx, ctx, modelVersionId, { stage: 'shadow', reason })
      await noteEnd(tx, ctx, lease, modelVersionId, 'shadow')
    })
  } catch (error) {
    if (!isAppError(error) || error.code !== 'conflict') throw error
    await lease.end({ ...succeeded, placedAs: 'registered', placementReason: error.message }, (tx) =>
      noteEnd(tx, ctx, lease, modelVersionId, 'registered'),
    )
  }
}

const noteEnd = (
  tx: Parameters<typeof writeAudit>[0],
  ctx: Context,
  { row }: Lease,
  modelVersionId: string,
  stage: 'shadow' | 'registered',
): Promise<void> =>
  writeAudit(tx, ctx, {
    action: 'retraining.succeeded',
    objectKind: 'retraining',
    objectId: row.id,
    after: { model: `${row.modelName}/${row.modelVersion}`, model_version_id: modelVersionId, stage },
  })
