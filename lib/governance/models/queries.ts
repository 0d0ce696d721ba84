import { authorize, type Context } from '@/lib/contract/context'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { readBundleDocuments } from './read-bundle-documents'
import { presentDetail, presentModel, presentPolicy } from './present'
import type { ModelDetail, ModelList, ModelOverview, ModelPage, Policy, RegisteredModel } from './schema'

/** The tenant's registered models, newest first, and the policy in force. */
export async function listModels(ctx: Context): Promise<ModelList> {
  authorize(ctx, 'model:read')
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    const rows = await tx.modelVersion.findMany({ where: { tenantId }, orderBy: { id: 'desc' }, take: 200 })
    return { items: rows.map(presentModel), policy: await policyInForce(tx, tenantId) }
  })
}

/** The same models, each with the documents of its bundle. */
export async function listModelOverviews(ctx: Context): Promise<ModelOverview[]> {
  const { items } = await listModels(ctx)
  return Promise.all(items.map(async (model) => ({ model, bundle: await readBundleDocuments(ctx.tenant.id, model) })))
}

/** A registered model and the policy in force. Another tenant's model does not exist. @throws AppError not-found */
export async function getRegisteredModel(
  ctx: Context,
  id: string,
): Promise<{ model: RegisteredModel; policy: Policy | null }> {
  authorize(ctx, 'model:read')
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    const row = await tx.modelVersion.findFirst({ where: { tenantId, id } })
    if (!row) throw new AppError('not-found')
    return { model: presentModel(row), policy: await policyInForce(tx, tenantId) }
  })
}

/** A registered model with its training and its evaluation. @throws AppError not-found */
export const getModelDetail = async (ctx: Context, id: string): Promise<ModelDetail> =>
  presentDetail(await getModelReport(ctx, id))

/** A registered model with every document of its bundle, for its page. @throws AppError not-found */
export async function getModelReport(ctx: Context, id: string): Promise<ModelPage> {
  const { model, policy } = await getRegisteredModel(ctx, id)
  return { model, policy, bundle: await readBundleDocuments(ctx.tenant.id, model) }
}

async function policyInForce(tx: TenantClient, tenantId: string): Promise<Policy | null> {
  const latest = await tx.policy.findFirst({ where: { tenantId }, orderBy: { version: 'desc' } })
  return latest && presentPolicy(latest)
}
