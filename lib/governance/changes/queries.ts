import { namesOf } from '@/lib/access/users'
import { authorize, type Context, requireUserId } from '@/lib/contract/context'
import { cursorCodec, type PageInput, toPage } from '@/lib/contract/pagination'
import { uuid } from '@/lib/contract/uuid'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { z } from 'zod'
import { findChange } from './change-transaction'
import { presentChange, presentItems } from './present'
import type { ChangePage, ChangeQuery, ChangeRequest, PolicyPage } from './schema'

const changeCursors = cursorCodec(uuid)
const policyCursors = cursorCodec(z.int32())

/** Changes of the tenant, newest first. @throws AppError invalid-cursor */
export async function listChanges(
  ctx: Context,
  { limit, cursor, status, kind }: ChangeQuery,
): Promise<ChangePage> {
  authorize(ctx, 'policy:write')
  const tenantId = ctx.tenant.id
  const list = ['changes', status ?? null, kind ?? null]
  const before = cursor === undefined ? undefined : changeCursors.decode(list, cursor)
  return withTenant({ tenantId }, async (tx) => {
    const rows = await tx.changeRequest.findMany({
      where: {
        tenantId,
        ...(status !== undefined && { status }),
        ...(kind !== undefined && { kind }),
        ...(before !== undefined && { id: { lt: before } }),
      },
      omit: {
        payload: true,
        before: true,
        after: true,
        impact: true,
        releases: true,
        testSlice: true,
        velocity: true,
      },
      orderBy: { id: 'desc' },
      take: limit + 1,
    })
    const page = toPage(rows, limit, (last) => changeCursors.encode(list, last.id))
    return { items: await presentItems(tx, tenantId, page.items), next_cursor: page.next_cursor }
  })
}

/** How many changes wait for the user: those that another administrator requested. */
export async function countWaiting(ctx: Context): Promise<number> {
  authorize(ctx, 'policy:write')
  const tenantId = ctx.tenant.id
  const where = { tenantId, status: 'pending', requestedBy: { not: requireUserId(ctx) } }
  return withTenant({ tenantId }, (tx) => tx.changeRequest.count({ where }))
}

/** A change with what was shown of it. @throws AppError not-found */
export async function getChange(ctx: Context, id: string): Promise<ChangeRequest> {
  authorize(ctx, 'policy:write')
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => presentChange(tx, await findChange(tx, tenantId, id)))
}

/** The versions of the policy, newest first: the first of all is in force. @throws AppError invalid-cursor */
export async function listPolicies(ctx: Context, { limit = 50, cursor }: PageInput): Promise<PolicyPage> {
  authorize(ctx, 'model:read')
  const tenantId = ctx.tenant.id
  const list = 'policies'
  const before = cursor === undefined ? undefined : policyCursors.decode(list, cursor)
  return withTenant({ tenantId }, async (tx) => {
    const rows = await tx.policy.findMany({
      where: { tenantId, ...(before !== undefined && { version: { lt: before } }) },
      orderBy: { version: 'desc' },
      take: limit + 1,
    })
    const page = toPage(rows, limit, (last) => policyCursors.encode(list, last.version))
    return { items: await presentPolicies(tx, tenantId, page.items), next_cursor: page.next_cursor }
  })
}

async function presentPolicies(
  tx: TenantClient,
  tenantId: string,
  rows: Awaited<ReturnType<TenantClient['policy']['findMany']>>,
): Promise<PolicyPage['items']> {
  const versions = rows.map(({ version }) => version)
  const changes = await tx.changeRequest.findMany({
    where: { tenantId, policyVersion: { in: versions } },
    select: { id: true, policyVersion: true },
  })
  const changeOf = new Map(changes.map(({ id, policyVersion }) => [policyVersion, id]))
  const authors = rows.map(({ createdBy }) => createdBy)
  const names = await namesOf(tx, tenantId, authors)
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    review_threshold: row.reviewThreshold,
    block_threshold: row.blockThreshold,
    medium_from: row.mediumFrom,
    high_from: row.highFrom,
    created_at: row.createdAt.toISOString(),
    created_by:
      row.createdBy === null ? null : { id: row.createdBy, name: names.get(row.createdBy) ?? 'Unknown' },
    change_id: changeOf.get(row.version) ?? null,
  }))
}
