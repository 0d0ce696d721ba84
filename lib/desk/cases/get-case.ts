import { authorize, type Context } from '@/lib/contract/context'
import { Prisma, type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { namesOf } from '@/lib/access/users'
import { readTotals } from './brief/read-totals'
import { writeSentences } from './brief/write-sentences'
import type { CaseDetail } from './schema'
import {
  type LinkedTransactionRow,
  userOf,
  presentEntity,
  presentNote,
  presentSummary,
  presentTransaction,
} from './present'
import { readSummaries } from './queries'
import { timelineIn } from './timeline'
import { ORDER_BY } from '@/lib/desk/transactions'

/** At most so many transactions and notes are shown at once. */
export const SHOWN = 200
const TIMELINE_PAGE = 50

/** A case with its transactions, entities, notes and the first page of its timeline. @throws AppError not-found */
export async function getCase(ctx: Context, id: string): Promise<CaseDetail> {
  authorize(ctx, 'case:read')
  return withTenant({ tenantId: ctx.tenant.id }, (tx) => readCase(tx, ctx, id))
}

/** The case as the caller's transaction sees it. */
export async function readCase(tx: TenantClient, { tenant }: Context, id: string): Promise<CaseDetail> {
  const tenantId = tenant.id
  const found = Prisma.sql`select * from cases where tenant_id = ${tenantId}::uuid and id = ${id}::uuid`
  const [row] = await readSummaries(tx, found, Prisma.sql`c.id`)
  if (!row) throw new AppError('not-found')
  const transactions = await readTransactions(tx, tenantId, id)
  const entities = await tx.caseEntity.findMany({
    where: { tenantId, caseId: id },
    orderBy: [{ addedAt: 'asc' }, { kind: 'asc' }, { entityId: 'asc' }],
  })
  const notes = await tx.caseNote.findMany({
    where: { tenantId, caseId: id },
    orderBy: { id: 'desc' },
    take: SHOWN,
  })
  const names = await namesOf(tx, tenantId, [
    row.created_by,
    ...transactions.map(({ added_by }) => added_by),
    ...entities.map(({ addedBy }) => addedBy),
    ...notes.flatMap(({ userId, mentions }) => [userId, ...mentions]),
  ])
  const totals = await readTotals(tx, tenant, id)
  const detail = {
    ...presentSummary(row),
    description: row.description,
    summary: row.summary,
    created_by: userOf(row.created_by, names),
    open_alert_count: totals.openAlerts,
    transactions: transactions.map((transaction) => presentTransaction(transaction, names, tenant.currency)),
    entities: entities.map((entity) => presentEntity(entity, names)),
    notes: notes.map((note) => presentNote(note, names)),
    timeline: await timelineIn(tx, tenantId, id, { limit: TIMELINE_PAGE, before: null }),
  }
  return { ...detail, brief: writeSentences(detail, totals, tenant.timeZone) }
}

const readTransactions = (tx: TenantClient, tenantId: string, caseId: string) =>
  tx.$queryRaw<LinkedTransactionRow[]>`
    select s.transaction_id, s.external_id, s.occurred_at, s.type, s.amount, s.currency, s.converted_amount, s.sender_account,
           s.receiver_account, s.score, s.risk_band, s.outcome, s.disposition,
           s.decision_version, l.added_by, l.added_at
      from case_transactions l
      join scored_transactions s on s.tenant_id = l.tenant_id and s.transaction_id = l.transaction_id
     where l.tenant_id = ${tenantId}::uuid and l.case_id = ${caseId}::uuid
     order by ${ORDER_BY.time} limit ${SHOWN}`
