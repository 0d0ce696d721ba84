import type { Context } from '@/lib/contract/context'
import { Prisma, withTenant } from '@/lib/platform/db'
import { BY_TIME, ownAmount, S } from '@/lib/scoring/read-model'

/** Labels have this long to arrive; then a payment without one counts as genuine. */
export const MATURITY_DAYS = 30
const PAGE = 2_000

/** A decision with the features that the model asks for, and what became known about the payment. */
export interface LabelledDecision {
  transaction_id: string
  occurred_at: Date
  /** In the institution's currency, major units; 0 where no rate is known. */
  amount: number
  /** In the order asked for; NaN is missing. */
  features: number[]
  is_fraud: boolean
}

interface Row extends LabelledDecision {
  model_version_id: string
}

/**
 * The tenant's matured decisions whose stored vector holds all these features, latest first, page by page. Nothing is
 * computed again: a vector that lacks a feature is left out.
 */
export async function* readLabelledDecisions(
  ctx: Context,
  features: readonly string[],
): AsyncGenerator<LabelledDecision[]> {
  const places = await placesByVersion(ctx, features)
  if (places.size === 0) return
  const before = new Date((ctx.at ?? new Date()).getTime() - MATURITY_DAYS * 86_400_000)
  let page = await readPage(ctx, [...places.keys()], before, null)
  while (page.length > 0) {
    yield page.map((row) => ({
      ...row,
      features: places.get(row.model_version_id)!.map((place) => row.features[place]!),
    }))
    if (page.length < PAGE) return
    page = await readPage(ctx, [...places.keys()], before, page.at(-1)!)
  }
}

/** Per model version that has all the features: where each of them is in its vectors. */
async function placesByVersion(ctx: Context, features: readonly string[]): Promise<Map<string, number[]>> {
  const tenantId = ctx.tenant.id
  const versions = await withTenant({ tenantId }, (tx) =>
    tx.modelVersion.findMany({ where: { tenantId }, select: { id: true, featureNames: true } }),
  )
  const places = versions.map(({ id, featureNames }) => {
    return [id, features.map((name) => featureNames.indexOf(name))] as const
  })
  return new Map(places.filter(([, found]) => !found.includes(-1)))
}

const readPage = (ctx: Context, versions: string[], before: Date, last: Row | null): Promise<Row[]> => {
  const tenantId = ctx.tenant.id
  const position = last
    ? Prisma.sql`(s.occurred_at, s.transaction_id) < (${last.occurred_at}, ${last.transaction_id}::uuid)`
    : Prisma.sql`s.occurred_at < ${before}`
  return withTenant(
    { tenantId },
    (tx) => tx.$queryRaw<Row[]>`
      select s.transaction_id, s.occurred_at, coalesce(${ownAmount(S, ctx.tenant.currency)}, 0)::float8 as amount,
             p.model_version_id, p.features, coalesce(l.is_fraud, false) as is_fraud
        from scored_transactions s
        join predictions p on p.tenant_id = s.tenant_id and p.id = s.prediction_id
        left join lateral (
          select c.is_fraud and c.sign = 1 as is_fraud
            from transaction_labels c
           where c.tenant_id = s.tenant_id and c.transaction_id = s.transaction_id
           order by c.seq desc
           limit 1) l on true
       where s.tenant_id = ${tenantId}::uuid and ${position} and p.model_version_id = any(${versions}::uuid[])
       ${BY_TIME}
       limit ${PAGE}`,
  )
}
