import { randomInt } from 'node:crypto'
import type { Context } from '@/lib/contract/context'
import { Prisma, type TenantClient } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { DEFAULTS, type ReplayStatus, type StartReplay } from './schema'

/** The columns of a replay that say which payments it takes. */
export interface ReplaySource {
  source: NonNullable<ReplayStatus['source']>
  fraudFraction: number | null
  seed: number | null
  windowFrom: Date | null
  windowTo: Date | null
  uploadId: string | null
}

/** Worlds that a replay may draw. */
const SEEDS = 2 ** 31
const NONE = { fraudFraction: null, seed: null, windowFrom: null, windowTo: null, uploadId: null }

/** @throws AppError invalid-request for a window without time, or an upload without transactions */
export async function chooseSource(
  tx: TenantClient,
  ctx: Context,
  { window, upload_id: uploadId, fraud_fraction: fraction }: StartReplay,
): Promise<ReplaySource> {
  if (window !== undefined) return { ...NONE, source: 'window', ...(await windowOf(tx, ctx, window)) }
  if (uploadId !== undefined) {
    await requireUpload(tx, ctx.tenant.id, uploadId)
    return { ...NONE, source: 'upload', uploadId }
  }
  return {
    ...NONE,
    source: 'simulation',
    fraudFraction: fraction ?? DEFAULTS.fraud_fraction,
    seed: randomInt(SEEDS),
  }
}

/** An upload that goes on would be replayed up to a line that nobody chose. */
async function requireUpload(tx: TenantClient, tenantId: string, id: string): Promise<void> {
  const found = await tx.upload.findFirst({
    where: { tenantId, id, kind: 'transactions' },
    select: { finishedAt: true, scoredCount: true },
  })
  if (found === null) throw invalid('upload_id', 'is no upload of transactions')
  if (found.finishedAt === null) throw invalid('upload_id', 'has not ended yet')
  if (found.scoredCount === 0) throw invalid('upload_id', 'scored no transaction')
}

async function windowOf(
  tx: TenantClient,
  { tenant }: Context,
  { from, to }: NonNullable<StartReplay['window']>,
): Promise<Pick<ReplaySource, 'windowFrom' | 'windowTo'>> {
  const [bounds] = await tx.$queryRaw<[{ from: Date; to: Date; now: Date }]>`
    select ${startOf(from, tenant.timeZone, 0)} as "from", ${startOf(to, tenant.timeZone, 1)} as "to", clock_timestamp() as now`
  const end = new Date(Math.min(bounds.to.getTime(), bounds.now.getTime()))
  if (bounds.from < end) return { windowFrom: bounds.from, windowTo: end }
  if (bounds.from >= bounds.to) throw invalid('window.to', 'must be after from')
  throw invalid('window.from', 'must not begin in the future')
}

/** An instant as it is; of a day its start on the institution's clock, so many days later. */
const startOf = (moment: string, timeZone: string, daysLater: number): Prisma.Sql =>
  moment.length === 'YYYY-MM-DD'.length
    ? Prisma.sql`((${moment}::date + ${daysLater}::int)::timestamp at time zone ${timeZone})`
    : Prisma.sql`${moment}::timestamptz`

const invalid = (field: string, reason: string): AppError =>
  new AppError('invalid-request', { detail: `${field}: ${reason}.`, errors: [{ field, reason }] })
