import { writeAudit } from '@/lib/access/audit'
import { withTenant } from '@/lib/platform/db'
import { isAppError } from '@/lib/platform/errors'
import { log } from '@/lib/platform/log'
import { type Claim, pauseRetraining, releaseRetraining } from './claim'
import { exportTable } from './export-table'
import { isFailure, isStopped, RetrainingFailure } from './failure'
import { holdLease, type Lease } from './lease'
import { evaluateModel, trainModel } from './train-model'
import { placeModel, storeModel } from './register'
import { readTableSummary } from './training-table'
import { hasBundle, hasReport, openWorkspace, removeWorkspace, type Workspace } from './workspace'

export interface RunOptions {
  /** Settings that the search tries. */
  trials?: number
}

const MOST_INTERRUPTIONS = 3
const MOST_FAILURE = 2_000
const SERVER_FAILURE = 500

/**
 * Runs a leased retraining to its end: export, training, evaluation, registration. What an earlier attempt has finished on this
 * server is used again; a model that is registered already is only placed.
 */
export async function runRetraining(claim: Claim, options: RunOptions = {}): Promise<void> {
  const lease = holdLease(claim.row)
  const workspace = await openWorkspace(claim.row.id)
  let isOver = false
  try {
    if (claim.row.interruptions > MOST_INTERRUPTIONS) {
      throw new RetrainingFailure(
        `The work was interrupted ${claim.row.interruptions} times. The log of the servers says why.`,
      )
    }
    await work(claim, lease, workspace, options)
    isOver = true
  } catch (error) {
    isOver = await handle(error, claim, lease)
  } finally {
    lease.close()
    if (isOver) await removeWorkspace(workspace)
  }
}

async function work(claim: Claim, lease: Lease, workspace: Workspace, options: RunOptions): Promise<void> {
  const { ctx, row } = claim
  const version = { name: row.modelName, version: row.modelVersion }
  const registered = await withTenant({ tenantId: row.tenantId }, (tx) =>
    tx.modelVersion.findFirst({ where: { tenantId: row.tenantId, ...version }, select: { id: true } }),
  )
  let modelId = registered?.id
  if (modelId === undefined) {
    await lease.enter('exporting')
    const data = readTableSummary(workspace.table) ?? (await exportTable(ctx, lease, workspace.table))
    await lease.enter('training', data)
    if (!hasBundle(workspace, version)) await trainModel(ctx, lease, workspace, version, options)
    if (!(await hasReport(workspace, version))) {
      await lease.enter('evaluating')
      await evaluateModel(lease, workspace, version)
    }
    await lease.enter('registering')
    modelId = await storeModel(ctx, workspace, version)
  } else await lease.enter('registering')
  await placeModel(ctx, lease, modelId)
}

/** True where the retraining has ended, for good or for this server. */
async function handle(error: unknown, claim: Claim, lease: Lease): Promise<boolean> {
  const { tenantId, id } = claim.row
  if (lease.signal.aborted || isStopped(error)) {
    log.info(
      { tenantId, retrainingId: id, reason: String(lease.signal.reason ?? error) },
      'a retraining was stopped',
    )
    await releaseRetraining(claim)
    return await hasEnded(claim)
  }
  const failure = failureText(error)
  if (failure === null) {
    log.error({ err: error, tenantId, retrainingId: id }, 'a retraining was interrupted')
    await pauseRetraining(claim)
    return false
  }
  const event = {
    action: 'retraining.failed',
    objectKind: 'retraining',
    objectId: id,
    after: { failure },
  } as const
  await lease.end({ status: 'failed', failure }, (tx) => writeAudit(tx, claim.ctx, event))
  return true
}

/** Null where a new attempt may succeed. */
function failureText(error: unknown): string | null {
  if (isFailure(error)) return error.message.slice(0, MOST_FAILURE)
  if (isAppError(error) && error.status < SERVER_FAILURE) return error.message.slice(0, MOST_FAILURE)
  return null
}

const hasEnded = ({ row: { tenantId, id } }: Claim): Promise<boolean> =>
  withTenant({ tenantId }, (tx) =>
    tx.retraining.findFirst({ where: { tenantId, id, finishedAt: null }, select: { id: true } }),
  ).then((found) => found === null)
