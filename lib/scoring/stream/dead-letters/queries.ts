import { authorize, type Context } from '@/lib/contract/context'
import { cursorCodec, toPage } from '@/lib/contract/pagination'
import { uuid } from '@/lib/contract/uuid'
import { Prisma, type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import type { DeadLetterPage, DeadLetterQuery } from '../schema'
import { type DeadLetterRow, presentDeadLetter } from './present'

const cursors = cursorCodec(uuid)

/** The messages that could not be scored, newest first. @throws AppError invalid-cursor */
export async function listDeadLetters(
  ctx: Context,
  { status, limit, cursor }: DeadLetterQuery,
): Promise<DeadLetterPage> {
  authorize(ctx, 'stream:manage')
  const tenantId = ctx.tenant.id
  const list = ['dead-letters', status ?? null]
  const before = cursor === undefined ? null : cursors.decode(list, cursor)
  const narrowed = Prisma.join(
    [
      Prisma.sql`l.tenant_id = ${tenantId}::uuid`,
      before === null ? null : Prisma.sql`l.id < ${before}::uuid`,
      status === 'open' ? Prisma.sql`l.settled_at is null` : null,
      status === 'settled' ? Prisma.sql`l.settled_at is not null` : null,
    ].filter((part) => part !== null),
    ' and ',
  )
  const rows = await withTenant({ tenantId }, (tx) =>
    readDeadLetters(tx, Prisma.sql`where ${narrowed} order by l.id desc limit ${limit + 1}`),
  )
  return toPage(rows.map(presentDeadLetter), limit, (last) => cursors.encode(list, last.id))
}

/** @throws AppError not-found */
export async function findDeadLetter(tx: TenantClient, tenantId: string, id: string): Promise<DeadLetterRow> {
  const [row] = await readDeadLetters(
    tx,
    Prisma.sql`where l.tenant_id = ${tenantId}::uuid and l.id = ${id}::uuid`,
  )
  if (!row) throw new AppError('not-found')
  return row
}

const readDeadLetters = (tx: TenantClient, where: Prisma.Sql): Promise<DeadLetterRow[]> =>
  tx.$queryRaw<DeadLetterRow[]>`
    select l.id, l.topic, l.partition, l.message_offset::text as "offset", l.problem, l.detail, l.errors, l.received_at, l.value,
           l.value_bytes, l.settlement, l.settled_at, l.settled_by, u.full_name as settled_by_name, l.transaction_id
      from stream_dead_letters l left join users u on u.tenant_id = l.tenant_id and u.id = l.settled_by ${where}`
