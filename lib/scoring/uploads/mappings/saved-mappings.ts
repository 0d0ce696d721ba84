/** Mappings that an institution keeps for its files, each under a name. */
import { writeAudit } from '@/lib/access/audit'
import { authorize, type Context, requireUserId } from '@/lib/contract/context'
import { isUniqueViolation, type Prisma, type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { readMapping } from '../file/prepare-mapping'
import {
  MAX_MAPPING_CHARS,
  MAX_SAVED_MAPPINGS,
  type NewMapping,
  type SavedMapping,
  type SavedMappings,
} from '../schema'

type Row = Prisma.UploadMappingGetPayload<object>

const present = ({ id, name, columns, mapping, createdAt }: Row): SavedMapping => ({
  id,
  name,
  columns,
  mapping: mapping as Record<string, unknown>,
  created_at: createdAt.toISOString(),
})

/** Mappings of the tenant by name; a tenant has at most a hundred. */
export async function listMappings(ctx: Context): Promise<SavedMappings> {
  authorize(ctx, 'transaction:upload')
  const tenantId = ctx.tenant.id
  return await withTenant({ tenantId }, async (tx) => ({
    items: (await tx.uploadMapping.findMany({ where: { tenantId }, orderBy: { name: 'asc' } })).map(present),
  }))
}

/**
 * Keeps a mapping under a name, for files with these columns.
 * @throws AppError invalid-request for what is no mapping, conflict for a name that exists or too many mappings
 */
export async function saveMapping(
  ctx: Context,
  { name, columns, mapping }: NewMapping,
): Promise<SavedMapping> {
  authorize(ctx, 'transaction:upload')
  const createdBy = requireUserId(ctx)
  const tenantId = ctx.tenant.id
  const kept = keptMapping(ctx, mapping)
  return await withTenant({ tenantId }, async (tx) => {
    await requireRoom(tx, tenantId)
    const row = await tx.uploadMapping.create({
      data: { tenantId, id: newId(), name, columns, mapping: kept, createdBy },
    })
    await writeAudit(tx, ctx, {
      action: 'upload-mapping.saved',
      objectKind: 'upload-mapping',
      objectId: row.id,
      after: { name, mapping: kept },
    })
    return present(row)
  }).catch((error: unknown) => {
    if (!isUniqueViolation(error)) throw error
    throw new AppError('conflict', { detail: 'A mapping with this name exists already.', cause: error })
  })
}

/** The mapping as an upload reads it, short enough to be sent with one. */
function keptMapping({ tenant }: Context, mapping: object): Prisma.InputJsonObject {
  const kept = readMapping(JSON.stringify(mapping), tenant)
  if (JSON.stringify(kept).length <= MAX_MAPPING_CHARS) return kept as Prisma.InputJsonObject
  const reason = `has more than ${MAX_MAPPING_CHARS} characters as JSON`
  throw new AppError('invalid-request', {
    detail: `mapping: ${reason}.`,
    errors: [{ field: 'mapping', reason }],
  })
}

async function requireRoom(tx: TenantClient, tenantId: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`upload-mappings:${tenantId}`}, 0))`
  if ((await tx.uploadMapping.count({ where: { tenantId } })) < MAX_SAVED_MAPPINGS) return
  throw new AppError('conflict', {
    detail: `The institution has ${MAX_SAVED_MAPPINGS} mappings already: delete one first.`,
  })
}

/** @throws AppError not-found */
export async function deleteMapping(ctx: Context, id: string): Promise<void> {
  authorize(ctx, 'transaction:upload')
  const tenantId = ctx.tenant.id
  await withTenant({ tenantId }, async (tx) => {
    const row = await tx.uploadMapping.findFirst({ where: { tenantId, id } })
    if (row === null) throw new AppError('not-found')
    await tx.uploadMapping.deleteMany({ where: { tenantId, id } })
    await writeAudit(tx, ctx, {
      action: 'upload-mapping.deleted',
      objectKind: 'upload-mapping',
      objectId: id,
      before: { name: row.name, mapping: row.mapping as Prisma.InputJsonObject },
    })
  })
}
