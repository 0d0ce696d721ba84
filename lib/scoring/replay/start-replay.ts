import { randomInt } from 'node:crypto'
import { writeAudit } from '@/lib/access/audit'
import { authorize, type Context, requireUserId } from '@/lib/contract/context'
import { announce } from '@/lib/messaging/live'
import { isUniqueViolation, Prisma, type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { readStatus } from './present'
import { DEFAULTS, type ReplayStatus, type StartReplay } from './schema'

/** Worlds that a replay may draw. */
const SEEDS = 2 ** 31

/**
 * Starts a replay; a server process takes it within a second. One at a time.
 * @throws AppError not-a-sandbox, no-production-model, invalid-request for a window without time; conflict while one is running
 */
export async function startReplay(ctx: Context, input: StartReplay): Promise<ReplayStatus> {
  authorize(ctx, 'replay:run')
  const requestedBy = requireUserId(ctx)
  const tenantId = ctx.tenant.id
  return await withTenant({ tenantId }, async (tx) => {
    await requireSandbox(tx)
    if (
      !(await tx.modelVersion.findFirst({ where: { tenantId, stage: 'production' }, select: { id: true } }))
    ) {
      throw new AppError('no-production-model')
    }
    if (await tx.replay.findFirst({ where: { tenantId, finishedAt: null }, select: { id: true } }))
      throw underWay()
    const bounds = input.window && (await windowOf(tx, ctx, input.window))
    const fraudFraction = bounds ? null : (input.fraud_fraction ?? DEFAULTS.fraud_fraction)
    const row = await tx.replay.create({
      data: {
        tenantId,
        id: newId(),
        requestedBy,
        source: bounds ? 'window' : 'simulation',
        ratePerSecond: input.rate_per_second,
        durationSeconds: input.duration_seconds,
        fraudFraction,
        seed: bounds ? null : randomInt(SEEDS),
        windowFrom: bounds?.from ?? null,
        windowTo: bounds?.to ?? null,
      },
    })
    await writeAudit(tx, ctx, {
      action: 'replay.started',
      objectKind: 'replay',
      objectId: row.id,
      after: {
        source: row.source,
        rate_per_second: row.ratePerSecond,
        duration_seconds: row.durationSeconds,
        fraud_fraction: fraudFraction,
        window: bounds ? { from: bounds.from.toISOString(), to: bounds.to.toISOString() } : null,
      },
    })
    await announce(tx, tenantId, { kind: 'replays.changed', payload: { replayId: row.id } })
    return await readStatus(tx, tenantId)
  }).catch((error: unknown) => {
    throw isUniqueViolation(error) ? underWay(error) : error
  })
}

/** @throws AppError not-a-sandbox */
async function requireSandbox(tx: TenantClient): Promise<void> {
  const { sandbox } = await tx.tenant.findFirstOrThrow({ select: { sandbox: true } })
  if (sandbox) return
  throw new AppError('not-a-sandbox', {
    detail:
      'Replays run in sandboxes only. An administrator can switch the sandbox on in the settings of the institution.',
  })
}

interface Bounds {
  from: Date
  to: Date
}

/** @throws AppError invalid-request */
async function windowOf(
  tx: TenantClient,
  { tenant }: Context,
  { from, to }: NonNullable<StartReplay['window']>,
): Promise<Bounds> {
  const [bounds] = await tx.$queryRaw<[Bounds & { now: Date }]>`
    select ${startOf(from, tenant.timeZone, 0)} as "from", ${startOf(to, tenant.timeZone, 1)} as "to", clock_timestamp() as now`
  const end = new Date(Math.min(bounds.to.getTime(), bounds.now.getTime()))
  if (bounds.from < end) return { from: bounds.from, to: end }
  const reason = bounds.from >= bounds.to ? 'must be after from' : 'must not begin in the future'
  const field = bounds.from >= bounds.to ? 'window.to' : 'window.from'
  throw new AppError('invalid-request', { detail: `${field}: ${reason}.`, errors: [{ field, reason }] })
}

/** An instant as it is; of a day its start on the institution's clock, so many days later. */
const startOf = (moment: string, timeZone: string, daysLater: number): Prisma.Sql =>
  moment.length === 'YYYY-MM-DD'.length
    ? Prisma.sql`((${moment}::date + ${daysLater}::int)::timestamp at time zone ${timeZone})`
    : Prisma.sql`${moment}::timestamptz`

const underWay = (cause?: unknown): AppError =>
  new AppError('conflict', { detail: 'A replay is running. There is one at a time.', cause })
