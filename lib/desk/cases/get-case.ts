import { authorize, type Context } from '@/lib/contract/context'
import { Prisma, type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { namesOf } from '@/lib/access/users'
import type { CaseDetail, CaseEntity, CaseNote, CaseTransaction } from './responses'
import { presentNote } from './notes'
import { personOf } from './people'
import { presentSummary, readSummaries } from './summaries'
import { timelineIn } from './timeline'

/** So many transactions and notes are shown at once. */
export const SHOWN = 200
const TIMELINE_PAGE = 50

/** A case with its transactions, entities, notes and the first page of its timeline. @throws AppError not-found */
export async function getCase(ctx: Context, id: string): Promise<CaseDetail> {
  authorize(ctx, 'case:read')
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    const found = Prisma.sql`select * from cases where tenant_id = ${tenantId}::uuid and id = ${id}::uuid`
    const [row] = await readSummaries(tx, found, Prisma.sql`c.id`)
    if (!row) throw new AppError('not-found')
    return {
      ...presentSummary(row),
      description: row.description,
      summary: row.summary,
      created_by:
        row.created_by === null ? null : { id: row.created_by, name: row.creator_name ?? 'Unknown' },
      transactions: await transactionsOf(tx, tenantId, id),
      entities: await entitiesOf(tx, tenantId, id),
      notes: await notesOf(tx, tenantId, id),
      timeline: await timelineIn(tx, tenantId, id, { limit: TIMELINE_PAGE, before: null }),
    }
  })
}

interface LinkedRow {
  transaction_id: string
  external_id: string | null
  occurred_at: Date
  type: string
  amount: Prisma.Decimal
  currency: string
  sender_account: string
  receiver_account: string | null
  score: number
  risk_band: CaseTransaction['risk_band']
  outcome: CaseTransaction['outcome']
  disposition: CaseTransaction['decision']
  added_by: string | null
  added_at: Date
}

async function transactionsOf(
  tx: TenantClient,
  tenantId: string,
  caseId: string,
): Promise<CaseTransaction[]> {
  const rows = await tx.$queryRaw<LinkedRow[]>`
    select s.transaction_id, s.external_id, s.occurred_at, s.type, s.amount, s.currency, s.sender_account,
           s.receiver_account, s.score, s.risk_band, s.outcome, s.disposition, l.added_by, l.added_at
      from case_transactions l
      join scored_transactions s on s.tenant_id = l.tenant_id and s.transaction_id = l.transaction_id
     where l.tenant_id = ${tenantId}::uuid and l.case_id = ${caseId}::uuid
     order by s.occurred_at desc, s.transaction_id desc limit ${SHOWN}`
  const names = await namesOf(
    tx,
    tenantId,
    rows.map(({ added_by }) => added_by),
  )
  return rows.map(({ occurred_at, amount, disposition, added_by, added_at, ...same }) => ({
    ...same,
    occurred_at: occurred_at.toISOString(),
    amount: amount.toFixed(2),
    decision: disposition,
    added_by: personOf(added_by, names),
    added_at: added_at.toISOString(),
  }))
}

async function entitiesOf(tx: TenantClient, tenantId: string, caseId: string): Promise<CaseEntity[]> {
  const rows = await tx.caseEntity.findMany({
    where: { tenantId, caseId },
    orderBy: [{ addedAt: 'asc' }, { kind: 'asc' }, { entityId: 'asc' }],
  })
  const names = await namesOf(
    tx,
    tenantId,
    rows.map(({ addedBy }) => addedBy),
  )
  return rows.map((row) => ({
    kind: row.kind as CaseEntity['kind'],
    id: row.entityId,
    role: row.role as CaseEntity['role'],
    added_by: personOf(row.addedBy, names),
    added_at: row.addedAt.toISOString(),
  }))
}

async function notesOf(tx: TenantClient, tenantId: string, caseId: string): Promise<CaseNote[]> {
  const rows = await tx.caseNote.findMany({
    where: { tenantId, caseId },
    orderBy: { id: 'desc' },
    take: SHOWN,
  })
  const people = rows.flatMap(({ userId, mentions }) => [userId, ...mentions])
  const names = await namesOf(tx, tenantId, people)
  return rows.map((note) => presentNote(note, names))
}
