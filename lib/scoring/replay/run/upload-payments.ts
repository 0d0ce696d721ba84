import { Prisma, withTenant } from '@/lib/platform/db'
import type { NextPayments, Place } from './replay-source'
import { readStored, toPayment } from './stored-payments'

export interface UploadPlan {
  tenantId: string
  uploadId: string
}

/** Lines of one statement, far below its time limit. */
const LINES_AT_ONCE = 5_000

/**
 * The latest of the first so many payments is moved to the start: none lies in the future, and the time between two of them
 * stays. A file need not be in the order of time, so all of them are looked at.
 */
export async function uploadShift(
  plan: UploadPlan,
  payments: number,
  startedAt: Date,
  linesAtOnce = LINES_AT_ONCE,
): Promise<number> {
  let lastMs = -Infinity
  let line = 0
  for (let left = payments; left > 0; left -= linesAtOnce) {
    const [found] = await withTenant(
      { tenantId: plan.tenantId },
      (tx) => tx.$queryRaw<[{ last: Date | null; line: number | null }]>`
        select max(t.occurred_at) as last, max(s.line) as line
          from (${nextLines(plan, line, Math.min(left, linesAtOnce))}) s
         cross join lateral (
           select occurred_at from transactions where tenant_id = ${plan.tenantId}::uuid and id = s.transaction_id limit 1) t`,
    )
    if (found.last === null || found.line === null) break
    lastMs = Math.max(lastMs, found.last.getTime())
    line = found.line
  }
  return Number.isFinite(lastMs) ? startedAt.getTime() - lastMs : 0
}

/** The transactions that the upload scored, in the order of its file. Its duplicates were scored before, so they are not among them. */
export function uploadPayments(plan: UploadPlan, shiftMs: number, start: Place | null): NextPayments {
  let after = start?.line ?? 0
  return async (count) => {
    const rows = await readStored(plan.tenantId, nextLines(plan, after, count), Prisma.sql`s.line`)
    const payments = rows.map((row) => toPayment(row, shiftMs))
    after = payments.at(-1)?.place?.line ?? after
    return payments
  }
}

const nextLines = (
  { tenantId, uploadId }: UploadPlan,
  after: number,
  count: number,
): Prisma.Sql => Prisma.sql`
  select u.transaction_id, u.line from upload_rows u
   where u.tenant_id = ${tenantId}::uuid and u.upload_id = ${uploadId}::uuid and u.line > ${after}::int
     and not exists (
       select from quarantined_transactions q where q.tenant_id = u.tenant_id and q.transaction_id = u.transaction_id)
   order by u.line limit ${count}::int`
