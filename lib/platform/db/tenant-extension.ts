import { Prisma } from './generated/client'
import { currentScope } from './tenant-scope'

/**
 * Fourth tenancy check: adds the tenant to every top-level operation and rejects what it cannot confine (nested writes,
 * moving a row, a foreign tenant's key, an operation it does not know). Row-level security is the guarantee;
 * this gives the early, readable error.
 */
type Args = Record<string, unknown>

const READS = ['findFirst', 'findFirstOrThrow', 'findMany', 'count', 'aggregate', 'groupBy']
const UNIQUE_READS = ['findUnique', 'findUniqueOrThrow']
const CREATES = ['create', 'createMany', 'createManyAndReturn']
const UPDATES = ['update', 'updateMany', 'updateManyAndReturn']
const DELETES = ['delete', 'deleteMany']

export class TenantScopeError extends Error {}

const isObject = (value: unknown): value is Args => typeof value === 'object' && value !== null

function scalarFields(model: string): Record<string, string> {
  const fields = (Prisma as unknown as Record<string, Record<string, string>>)[`${model}ScalarFieldEnum`]
  if (!fields) throw new TenantScopeError(`unknown model ${model}`)
  return fields
}

/** Adds the tenant to a filter; a filter that names another tenant is an error, not an empty result. */
function confineWhere(key: string, where: unknown, tenantId: string): Args {
  const given = isObject(where) ? where : {}
  for (const value of [given, ...Object.values(given)]) {
    if (isObject(value) && typeof value[key] === 'string' && value[key] !== tenantId) {
      throw new TenantScopeError('the filter names another tenant')
    }
  }
  return { ...given, [key]: tenantId }
}

function confineRow(model: string, key: string, row: unknown, tenantId: string): Args {
  const data = isObject(row) ? row : {}
  const known = scalarFields(model)
  const nested = Object.keys(data).find((field) => !(field in known))
  if (nested) throw new TenantScopeError(`nested write through ${model}.${nested}`)
  if (data[key] !== undefined && data[key] !== tenantId)
    throw new TenantScopeError('the row belongs to another tenant')
  return { ...data, [key]: tenantId }
}

function confineChange(model: string, key: string, data: unknown): unknown {
  if (isObject(data) && key in data) throw new TenantScopeError('a row may not move to another tenant')
  confineRow(model, key, data, '')
  return data
}

/** The arguments of an operation, confined to the tenant. Exported for its tests. */
export function confine(model: string, operation: string, args: Args, tenantId: string): Args {
  const key = model === 'Tenant' ? 'id' : 'tenantId'
  const confined: Args = { ...args }
  const scopedWhere = () => confineWhere(key, args.where, tenantId)
  if (READS.includes(operation) || UNIQUE_READS.includes(operation) || DELETES.includes(operation)) {
    confined.where = scopedWhere()
  } else if (CREATES.includes(operation)) {
    const rows = args.data
    confined.data = Array.isArray(rows)
      ? rows.map((row) => confineRow(model, key, row, tenantId))
      : confineRow(model, key, rows, tenantId)
  } else if (UPDATES.includes(operation)) {
    confined.where = scopedWhere()
    confined.data = confineChange(model, key, args.data)
  } else if (operation === 'upsert') {
    confined.where = scopedWhere()
    confined.create = confineRow(model, key, args.create, tenantId)
    confined.update = confineChange(model, key, args.update)
  } else {
    throw new TenantScopeError(`operation ${operation} is not known to be confinable`)
  }
  return confined
}

export const tenantExtension = Prisma.defineExtension({
  name: 'tenant-scope',
  query: {
    $allModels: {
      $allOperations({ model, operation, args, query }) {
        const scope = currentScope()
        if (!scope) throw new TenantScopeError('TENANT_CONTEXT_MISSING: use withTenant')
        return query(confine(model, operation, args as Args, scope.tenantId) as typeof args)
      },
    },
  },
})
