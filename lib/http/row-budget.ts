/** Bounds and records how many rows a caller reads in an hour: paging through a list must not be an export without a trace. */
import { hash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { RateLimiterPostgres, type RateLimiterRes } from 'rate-limiter-flexible'
import { writeAudit } from '@/lib/access/audit'
import type { Context } from '@/lib/contract/context'
import type { Operation } from '@/lib/contract/operation'
import { type Prisma, rateLimitPool, withTenant } from '@/lib/platform/db'
import { options } from '@/lib/platform/env'
import { AppError } from '@/lib/platform/errors'
import { isLimited } from '@/lib/platform/limited'
import { singleton } from '@/lib/platform/singleton'

/** The audit log gets a row each time that a caller has read this many rows within the hour. */
export const ROWS_PER_AUDIT_ROW = 5_000
/** A process adds so many rows up before it charges the table that all processes share: a page of a list writes nothing. */
const ROWS_PER_CHARGE = 1_000
const HOUR_S = 3_600
const HOUR_MS = HOUR_S * 1_000

/** What was read, for the audit log. */
export interface ReadOf {
  list: string
  filter?: Prisma.InputJsonObject
}

const PERSONAL = new Set(['Transactions', 'Queue', 'Entities', 'Watchlists', 'Cases', 'Audit'])

/** True for reads of personal data, whose responses count. */
export const countsRows = ({ method, tag, response }: Operation): boolean =>
  method === 'GET' && PERSONAL.has(tag) && response.schema !== undefined

/** A list counts its rows, any other response counts one. */
export const rowsIn = (response: unknown): number =>
  typeof response === 'object' && response !== null && 'items' in response && Array.isArray(response.items)
    ? response.items.length
    : 1

const memory = () =>
  singleton('http.row-budget', () => ({
    uncharged: new LRUCache<string, number>({ max: 50_000, ttl: HOUR_MS }),
    blocked: new LRUCache<string, true>({ max: 50_000, ttl: HOUR_MS }),
    shown: new LRUCache<string, true>({ max: 50_000, ttl: HOUR_MS }),
  }))

const limiterOf = (kind: 'user' | 'api-key') =>
  singleton(
    `http.row-budget.${kind}`,
    () =>
      new RateLimiterPostgres({
        storeClient: rateLimitPool(),
        storeType: 'pool',
        tableName: 'rate_limits',
        tableCreated: true,
        keyPrefix: `rows-${kind}`,
        points:
          kind === 'user' ? options().SENTINEL_USER_ROWS_PER_HOUR : options().SENTINEL_KEY_ROWS_PER_HOUR,
        duration: HOUR_S,
      }),
  )

const keyOf = ({ tenant, actor }: Context): string => `${tenant.id}:${actor.id}`

/** @throws AppError too-many-requests while the caller's budget is used up, before anything is read */
export function checkRows(ctx: Context): void {
  const leftMs = memory().blocked.getRemainingTTL(keyOf(ctx))
  if (leftMs > 0) throw usedUp(ctx, leftMs)
}

/** Charges rows that were read and not yet sent. @throws AppError too-many-requests beyond the budget */
export async function spendRows(ctx: Context, rows: number, read: ReadOf): Promise<void> {
  const { kind } = ctx.actor
  if (kind === 'system') return
  const { uncharged, blocked } = memory()
  const key = keyOf(ctx)
  const due = (uncharged.get(key) ?? 0) + rows
  if (due < ROWS_PER_CHARGE) return void uncharged.set(key, due)
  // Before the first wait, so that a page that is read meanwhile does not charge the same rows.
  uncharged.set(key, 0)
  const limiter = limiterOf(kind)
  const charged = await limiter.consume(key, due).catch((reason: unknown) => {
    if (!isLimited(reason)) throw reason
    return reason as RateLimiterRes
  })
  const total = charged.consumedPoints
  const over = total > limiter.points
  if (over) blocked.set(key, true, { ttl: charged.msBeforeNext })
  const step = (count: number) => Math.floor(count / ROWS_PER_AUDIT_ROW)
  if (step(total) > step(total - due) || over) await noteRows(ctx, { rows: total, rejected: over }, read)
  if (over) throw usedUp(ctx, charged.msBeforeNext)
}

/** Charges a page of a list on a screen. A view that the user saw within the hour costs nothing: open pages reload by themselves. */
export async function spendView(ctx: Context, href: string, rows: number): Promise<void> {
  checkRows(ctx)
  const view = hash('sha256', `${keyOf(ctx)} ${href}`, 'base64url')
  if (memory().shown.has(view)) return
  memory().shown.set(view, true)
  await spendRows(ctx, rows, { list: href })
}

function usedUp({ actor }: Context, leftMs: number): AppError {
  const { points } = limiterOf(actor.kind === 'user' ? 'user' : 'api-key')
  const who = actor.kind === 'user' ? 'A user' : 'An API key'
  return new AppError('too-many-requests', {
    detail: `${who} can read ${points.toLocaleString('en-US')} rows of lists in an hour.`,
    retryAfterSeconds: Math.max(1, Math.ceil(leftMs / 1_000)),
  })
}

const noteRows = (ctx: Context, after: Prisma.InputJsonObject, { list, filter }: ReadOf): Promise<void> =>
  withTenant({ tenantId: ctx.tenant.id }, (tx) =>
    writeAudit(tx, ctx, {
      action: 'rows.read',
      objectKind: 'list',
      after: { ...after, list, ...(filter && { filter }) },
    }),
  )
