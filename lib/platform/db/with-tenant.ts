import { singleton } from '../singleton'
import { PrismaClient } from './generated/client'
import { appPool, TIMEOUTS } from './pools'
import { inSavepoint, sharedTransaction, shareTransaction } from './shared-transaction'
import { StrictTenantAdapter } from './strict-adapter'
import { tenantExtension } from './tenant-extension'
import { runInScope, type TenantScope } from './tenant-scope'

const createClient = () =>
  new PrismaClient({ adapter: new StrictTenantAdapter(appPool()) }).$extends(tenantExtension)
const client = () => singleton('prisma', createClient)

/** A client confined to the rows of one tenant, for one transaction. */
export type TenantClient = Parameters<Parameters<ReturnType<typeof createClient>['$transaction']>[0]>[0]

/**
 * Runs work in one transaction of the tenant: all of it commits or none. Inside `inOneTransaction` it joins that
 * transaction as a savepoint.
 */
export async function withTenant<T>(scope: TenantScope, work: (tx: TenantClient) => Promise<T>): Promise<T> {
  const shared = sharedTransaction(scope.tenantId)
  return shared ? await inSavepoint(shared, work) : await begin(scope, work)
}

/** Runs work in one transaction that every `withTenant` call in it joins: the effects of all of them commit, or none. */
export async function inOneTransaction<T>(
  scope: TenantScope,
  work: (tx: TenantClient) => Promise<T>,
): Promise<T> {
  const afterCommit: (() => void)[] = []
  const result = await begin(scope, (tx) => shareTransaction(tx, scope.tenantId, afterCommit, () => work(tx)))
  for (const run of afterCommit) run()
  return result
}

const begin = <T>(scope: TenantScope, work: (tx: TenantClient) => Promise<T>): Promise<T> =>
  runInScope({ tenantId: scope.tenantId }, () =>
    client().$transaction(async (tx) => await work(tx), {
      maxWait: TIMEOUTS.turn,
      timeout: TIMEOUTS.transaction,
    }),
  )
