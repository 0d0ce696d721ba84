import { PrismaPg } from '@prisma/adapter-pg'
import type { Pool } from 'pg'
import { clampInstant } from './clamp-instant'
import { sealTenant } from './seal'
import { currentScope } from './tenant-scope'

type Adapter = Awaited<ReturnType<PrismaPg['connect']>>
type ResultSet = Awaited<ReturnType<Adapter['queryRaw']>>

/** ColumnTypeEnum.DateTime of Prisma's driver adapters. */
const DATE_TIME = 10

/**
 * Third tenancy check: a Prisma adapter that rejects statements outside a transaction and transactions without a tenant.
 * The tenant is set for that transaction only, so a pooled connection carries nothing over.
 */
export class StrictTenantAdapter extends PrismaPg {
  constructor(pool: Pool) {
    super(pool)
  }

  override async connect(): Promise<Adapter> {
    const adapter = await super.connect()
    const start = adapter.startTransaction.bind(adapter)
    adapter.startTransaction = async (isolation) => {
      const scope = currentScope()
      if (!scope) throw new Error('TENANT_CONTEXT_MISSING: the database is reached through withTenant only')
      const transaction = await start(isolation)
      try {
        await transaction.executeRaw({
          sql: "select set_config('app.ctx', $1, true)",
          args: [sealTenant(scope.tenantId)],
          argTypes: [{ scalarType: 'string', arity: 'scalar' }],
        })
      } catch (error) {
        await transaction.rollback()
        throw error
      }
      const queryRaw = transaction.queryRaw.bind(transaction)
      transaction.queryRaw = async (query) => withinYears(await queryRaw(query))
      return transaction
    }
    const reject = () => {
      throw new Error('TENANT_TX_REQUIRED: a statement outside withTenant was rejected')
    }
    adapter.queryRaw = async () => reject()
    adapter.executeRaw = async () => reject()
    return adapter
  }
}

/** Clamps the instants of a result, in place. */
function withinYears(result: ResultSet): ResultSet {
  result.columnTypes.forEach((type, column) => {
    if (type !== DATE_TIME) return
    for (const row of result.rows) {
      const value = row[column]
      if (typeof value === 'string') row[column] = clampInstant(value)
    }
  })
  return result
}
