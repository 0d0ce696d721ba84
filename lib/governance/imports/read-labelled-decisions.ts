import type { Context } from '@/lib/contract/context'
import { isMetadataFeature, type Metadata, metadataKeyOf, readMetadataNumber } from '@/lib/engine/features'
import { Prisma, withTenant } from '@/lib/platform/db'
import { DAY_MS } from '@/lib/platform/time'
import { BY_TIME, NOT_REPLAYED, ownAmount, S } from '@/lib/scoring/read-model'

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
  /** Null where no feature is a field of it. */
  metadata: Metadata | null
}

/** The features that are asked for, and where the vectors of each model version hold those of the catalogue. */
interface Wanted {
  features: readonly string[]
  /** Places in a vector, in the order of `features`; -1 for a field of the metadata. */
  places: ReadonlyMap<string, readonly number[]>
}

/**
 * The tenant's decisions older than the delay of labels, latest first, page by page. Nothing is computed again: features of
 * the catalogue come from the stored vector, and a decision whose vector lacks one is left out; fields of the metadata come
 * from the stored transaction.
 */
export async function* readLabelledDecisions(
  ctx: Context,
  features: readonly string[],
  labelDelayDays: number,
): AsyncGenerator<LabelledDecision[]> {
  const wanted = { features, places: await placesByVersion(ctx, features) }
  if (wanted.places.size === 0) return
  const before = new Date((ctx.at ?? new Date()).getTime() - labelDelayDays * DAY_MS)
  let page = await readPage(ctx, wanted, before, null)
  while (page.length > 0) {
    yield page.map((row) => ({ ...row, features: featuresOf(row, wanted) }))
    if (page.length < PAGE) return
    page = await readPage(ctx, wanted, before, page.at(-1)!)
  }
}

const featuresOf = (row: Row, { features, places }: Wanted): number[] =>
  places
    .get(row.model_version_id)!
    .map((place, i) =>
      place >= 0 ? row.features[place]! : readMetadataNumber(row.metadata, metadataKeyOf(features[i]!)),
    )

/** Per model version that has all the features of the catalogue: where each of them is in its vectors. */
async function placesByVersion(ctx: Context, features: readonly string[]): Promise<Map<string, number[]>> {
  const tenantId = ctx.tenant.id
  const versions = await withTenant({ tenantId }, (tx) =>
    tx.modelVersion.findMany({ where: { tenantId }, select: { id: true, featureNames: true } }),
  )
  const places = versions.map(({ id, featureNames }) => {
    return [id, features.map((name) => (isMetadataFeature(name) ? -1 : featureNames.indexOf(name)))] as const
  })
  const hasAll = (found: readonly number[]) =>
    found.every((place, i) => place >= 0 || isMetadataFeature(features[i]!))
  return new Map(places.filter(([, found]) => hasAll(found)))
}

const NO_METADATA = { column: Prisma.sql`null::jsonb`, join: Prisma.empty }
const METADATA = {
  column: Prisma.sql`t.metadata`,
  join: Prisma.sql`join transactions t on t.tenant_id = s.tenant_id and t.id = s.transaction_id`,
}

const readPage = (ctx: Context, wanted: Wanted, before: Date, last: Row | null): Promise<Row[]> => {
  const tenantId = ctx.tenant.id
  const metadata = wanted.features.some(isMetadataFeature) ? METADATA : NO_METADATA
  const position = last
    ? Prisma.sql`(s.occurred_at, s.transaction_id) < (${last.occurred_at}, ${last.transaction_id}::uuid)`
    : Prisma.sql`s.occurred_at < ${before}`
  return withTenant(
    { tenantId },
    (tx) => tx.$queryRaw<Row[]>`
      select s.transaction_id, s.occurred_at, coalesce(${ownAmount(S, ctx.tenant.currency)}, 0)::float8 as amount,
             p.model_version_id, p.features, ${metadata.column} as metadata, coalesce(l.is_fraud, false) as is_fraud
        from scored_transactions s
        join predictions p on p.tenant_id = s.tenant_id and p.id = s.prediction_id
        ${metadata.join}
        left join lateral (
          select c.is_fraud and c.sign = 1 as is_fraud
            from transaction_labels c
           where c.tenant_id = s.tenant_id and c.transaction_id = s.transaction_id
           order by c.seq desc
           limit 1) l on true
       where s.tenant_id = ${tenantId}::uuid and ${position} and s.${NOT_REPLAYED} and p.model_version_id = any(${[...wanted.places.keys()]}::uuid[])
       ${BY_TIME}
       limit ${PAGE}`,
  )
}
