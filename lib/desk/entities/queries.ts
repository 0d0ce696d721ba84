import { asStored } from '@/lib/contract/canonical-entity'
import { z } from 'zod'
import { uuid } from '@/lib/contract/uuid'
import { noteOpened } from '@/lib/access/audit'
import { namesOf } from '@/lib/access/users'
import { authorize, type Context } from '@/lib/contract/context'
import type { EntityRef } from '@/lib/contract/entities'
import { cursorCodec, type PageInput, sortInstant, toPage } from '@/lib/contract/pagination'
import { type CaseOfEntity, listCasesOfEntity } from '@/lib/desk/cases'
import { Prisma, withTenant } from '@/lib/platform/db'
import { rowsOf } from './entity-rows'
import { findEntity } from './find-entity'
import { getNetwork } from './get-network'
import { type EntityRow, type FiguresRow, presentFigures, presentNote, presentTransaction } from './present'
import { figuresOf } from './profile-sql'
import {
  type Entity,
  type EntityHeader,
  type EntityNotePage,
  type EntityProfile,
  type EntityTransactionPage,
  NETWORK_LIMITS,
} from './schema'

/** The header alone, for a page that reads the figures later. @throws AppError not-found */
export async function getEntityHeader(ctx: Context, given: EntityRef): Promise<EntityHeader> {
  authorize(ctx, 'transaction:read')
  const entity = asStored(ctx.tenant, given)
  const tenantId = ctx.tenant.id
  const header = await withTenant({ tenantId }, (tx) => findEntity(tx, tenantId, entity))
  noteOpened(ctx, entity.kind, entity.id)
  return header
}

/** The header and the figures of the newest 10,000 transactions. @throws AppError not-found */
export async function getEntityProfile(ctx: Context, given: EntityRef): Promise<EntityProfile> {
  authorize(ctx, 'transaction:read')
  const entity = asStored(ctx.tenant, given)
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    const header = await findEntity(tx, tenantId, entity)
    const [row] = await tx.$queryRaw<[FiguresRow]>`${figuresOf(ctx, entity)}`
    return { ...header, ...presentFigures(row, ctx.tenant.currency) }
  })
}

/** The profile and the network within one hop. @throws AppError not-found */
export async function getEntity(ctx: Context, entity: EntityRef): Promise<Entity> {
  const profile = await getEntityProfile(ctx, entity)
  noteOpened(ctx, entity.kind, entity.id)
  return { ...profile, graph: await getNetwork(ctx, entity, { hops: 1 }) }
}

const byTime = cursorCodec(z.tuple([sortInstant, uuid]))

/** A page of the transactions of the entity in both directions, newest first. @throws AppError not-found */
export async function listEntityTransactions(
  ctx: Context,
  given: EntityRef,
  { limit = 50, cursor }: PageInput = {},
): Promise<EntityTransactionPage> {
  authorize(ctx, 'transaction:read')
  const entity = asStored(ctx.tenant, given)
  const tenantId = ctx.tenant.id
  const list = ['entity-transactions', entity.kind, entity.id]
  const place = cursor === undefined ? undefined : byTime.decode(list, cursor)
  const before = place && { occurredAt: new Date(place[0]), transactionId: place[1] }
  const rows = await withTenant({ tenantId }, async (tx) => {
    await findEntity(tx, tenantId, entity)
    const id = Prisma.sql`${entity.id}::text`
    return tx.$queryRaw<EntityRow[]>`${rowsOf(tenantId, entity.kind, id, { limit: limit + 1, before })}`
  })
  const page = toPage(rows, limit, (last) =>
    byTime.encode(list, [last.occurred_at.toISOString(), last.transaction_id]),
  )
  return { ...page, items: page.items.map((row) => presentTransaction(row, ctx.tenant.currency)) }
}

const byId = cursorCodec(uuid)

/** A page of the notes on an entity, newest first. @throws AppError not-found */
export async function listEntityNotes(
  ctx: Context,
  given: EntityRef,
  { limit = 50, cursor }: PageInput = {},
): Promise<EntityNotePage> {
  authorize(ctx, 'transaction:read')
  const entity = asStored(ctx.tenant, given)
  const tenantId = ctx.tenant.id
  const { kind, id: entityId } = entity
  const list = ['entity-notes', kind, entityId]
  const before = cursor === undefined ? undefined : byId.decode(list, cursor)
  return withTenant({ tenantId }, async (tx) => {
    await findEntity(tx, tenantId, entity)
    const rows = await tx.entityNote.findMany({
      where: { tenantId, kind, entityId, ...(before && { id: { lt: before } }) },
      orderBy: { id: 'desc' },
      take: limit + 1,
    })
    const page = toPage(rows, limit, (last) => byId.encode(list, last.id))
    const userIds = page.items.map(({ userId }) => userId)
    const names = await namesOf(tx, tenantId, userIds)
    return { ...page, items: page.items.map((row) => presentNote(row, names)) }
  })
}

/** Cases that name the entity or hold one of its newest 2,000 transactions: active ones first, at most 20. */
export async function listEntityCases(ctx: Context, given: EntityRef): Promise<CaseOfEntity[]> {
  authorize(ctx, 'transaction:read')
  const entity = asStored(ctx.tenant, given)
  const tenantId = ctx.tenant.id
  const newest = rowsOf(tenantId, entity.kind, Prisma.sql`${entity.id}::text`, { limit: NETWORK_LIMITS.rows })
  const own = await withTenant(
    { tenantId },
    (tx) => tx.$queryRaw<{ transaction_id: string }[]>`select transaction_id from (${newest}) newest`,
  )
  return listCasesOfEntity(
    ctx,
    entity,
    own.map(({ transaction_id }) => transaction_id),
  )
}
