import { authorize, type Context } from '@/lib/contract/context'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { readBundleDocuments } from './read-bundle-documents'
import { toModel, toPolicy } from './record'
import type { ModelDetail, ModelOverview, PolicyInForce, RegisteredModel } from './schema'

/** The tenant's registered models, newest first, and the policy in force. */
export async function listModels(
  ctx: Context,
): Promise<{ models: RegisteredModel[]; policy: PolicyInForce | null }> {
  authorize(ctx, 'model:read')
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    const rows = await tx.modelVersion.findMany({ where: { tenantId }, orderBy: { id: 'desc' }, take: 200 })
    return { models: rows.map(toModel), policy: await policyInForce(tx, tenantId) }
  })
}

/** The same models, each with what its bundle tells. */
export async function listModelOverviews(ctx: Context): Promise<ModelOverview[]> {
  const { models } = await listModels(ctx)
  return Promise.all(models.map(async (model) => ({ model, bundle: await readBundleDocuments(model) })))
}

/** A registered model and the policy in force. Another tenant's model does not exist. @throws AppError not-found */
export async function getRegisteredModel(
  ctx: Context,
  id: string,
): Promise<{ model: RegisteredModel; policy: PolicyInForce | null }> {
  authorize(ctx, 'model:read')
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    const row = await tx.modelVersion.findFirst({ where: { tenantId, id } })
    if (!row) throw new AppError('not-found')
    return { model: toModel(row), policy: await policyInForce(tx, tenantId) }
  })
}

/** A registered model with its evaluation, curves and card. @throws AppError not-found */
export async function getModelReport(ctx: Context, id: string): Promise<ModelDetail> {
  const { model, policy } = await getRegisteredModel(ctx, id)
  return { model, policy, bundle: await readBundleDocuments(model) }
}

async function policyInForce(tx: TenantClient, tenantId: string): Promise<PolicyInForce | null> {
  const latest = await tx.policy.findFirst({ where: { tenantId }, orderBy: { version: 'desc' } })
  return latest && toPolicy(latest)
}
