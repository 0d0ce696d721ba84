import type { Client } from 'pg'
import { SEALED_TABLES, type SealedTable } from '@/lib/access/audit'
import { Prisma } from '@/lib/platform/db'
import { lastPlace } from './read-seals'
import type { SealOptions, SealVerdict } from './verify-seals'

/** A row is sealed within this time: the job runs every minute, and a transaction takes seconds. */
export const LATE_MS = 15 * 60_000

interface Tail extends SealOptions {
  /** Whether a seal covers the table. */
  hasSeal(table: SealedTable): boolean
  verdict: SealVerdict
}

/** Names rows that no seal covers although they are old enough, and transactions without a prediction. */
export async function verifyTail(client: Client, tenantId: string, tail: Tail): Promise<void> {
  for (const table of SEALED_TABLES) await verifyUnsealed(client, tenantId, table, tail)
  const { rows } = await client.query<{ id: string }>(
    `select t.id::text from transactions t
      where t.tenant_id = $1 and ($2::timestamptz is null or t.received_at >= $2) and (
        select p.id from predictions p where p.tenant_id = t.tenant_id and p.transaction_id = t.id limit 1) is null
      limit 20`,
    [tenantId, tail.since ?? null],
  )
  for (const { id } of rows)
    tail.verdict.findings.add(`transactions ${id} has no prediction: inserted, or its prediction was deleted`)
}

async function verifyUnsealed(
  client: Client,
  tenantId: string,
  sealed: SealedTable,
  { verdict, now, hasSeal }: Tail,
): Promise<void> {
  const { name, table, id, time, since } = sealed
  const from = await lastPlace(client, tenantId, sealed)
  const unsealed = Prisma.sql`from ${table} r
    where r.tenant_id = ${tenantId} and (r.commit_order, r.${id}) > (${from.order}::bigint, ${from.id}::uuid)`
  // Rows of an earlier release have the number 0 and wait for the first seal. So do all rows of a table that only newer
  // formats seal: beside a server of the release before, seals have the former one.
  const overdue = Prisma.sql`r.${time} < ${new Date(now.getTime() - LATE_MS)}::timestamptz
    and (r.commit_order > 0 and ${since === undefined}::boolean or ${hasSeal(sealed)}::boolean)`
  const { rows: counts } = await client.query<{ all: number; overdue: number }>(
    Prisma.sql`select count(*)::int as all, count(*) filter (where ${overdue})::int as overdue ${unsealed}`,
  )
  const count = counts[0] ?? { all: 0, overdue: 0 }
  verdict.waiting += count.all - count.overdue
  if (count.overdue === 0) return
  const { rows } = await client.query<{ id: string; at: string }>(Prisma.sql`
    select r.${id}::text as id, r.${time}::text as at ${unsealed} and ${overdue}
     order by r.commit_order, r.${id} limit 20`)
  for (const row of rows) {
    verdict.findings.add(`${name} ${row.id} not sealed: it is dated ${row.at}, and no root covers it`)
  }
  verdict.findings.count += count.overdue - rows.length
}
