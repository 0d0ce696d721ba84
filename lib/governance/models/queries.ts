import { authorize, type Context } from '@/lib/contract/context'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { substitutionOf } from '@/lib/scoring/bundles'
import { readBundleDocuments, readBundleSummary } from './read-bundle-documents'
import { presentDetail, presentModel, presentPolicy } from './present'
import type {
  ModelDetail,
  ModelList,
  ModelOverview,
  ModelPage,
  ModelsPage,
  Policy,
  RegisteredModel,
} from './schema'

/** The tenant's registered models, newest first, and the policy in force. */
export async function listModels(ctx: Context): Promise<ModelList> {
  authorize(ctx, 'model:read')
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    const rows = await tx.modelVersion.findMany({
      where: { tenantId, stage: { not: 'deleted' } },
      orderBy: { id: 'desc' },
      take: 200,
    })
    return { items: rows.map(presentModel), policy: await policyInForce(tx, tenantId) }
  })
}

/** The same models, each with what the list shows of its bundle. */
export async function listModelOverviews(ctx: Context): Promise<ModelOverview[]> {
  const { items } = await listModels(ctx)
  const overviews: ModelOverview[] = []
  // One after the other: bundles in the database would otherwise take every connection.
  for (const model of items) overviews.push({ model, bundle: await readBundleSummary(ctx.tenant.id, model) })
  return overviews
}

/** The page of the models: the list, and whether the production model is replaced on this server. */
export async function readModelsPage(ctx: Context): Promise<ModelsPage> {
  const overviews = await listModelOverviews(ctx)
  const models = overviews.map(({ model }) => model)
  return { overviews, substitution: substitutionIn(ctx.tenant.id, models) }
}

function substitutionIn(tenantId: string, models: readonly RegisteredModel[]): ModelsPage['substitution'] {
  const known = substitutionOf(tenantId)
  const production = models.find(({ stage }) => stage === 'production')
  if (!known || known.failed !== production?.id) return null
  const { name, version } = known.model
  return {
    failed: `${production.name}/${production.version}`,
    in_force: `${name}/${version}`,
    file: known.file,
    reason: known.reason,
    since: known.since.toISOString(),
  }
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
  const bundle = model.stage === 'deleted' ? DELETED : await readBundleDocuments(ctx.tenant.id, model)
  return { model, policy, bundle }
}

const DELETED = { state: 'unreadable', file: 'manifest.json', reason: 'the bundle was deleted' } as const

async function policyInForce(tx: TenantClient, tenantId: string): Promise<Policy | null> {
  const latest = await tx.policy.findFirst({ where: { tenantId }, orderBy: { version: 'desc' } })
  return latest && presentPolicy(latest)
}
