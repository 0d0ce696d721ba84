import { singleton } from '../singleton'
import { PrismaClient } from './generated/client'
import { appPool, TIMEOUTS } from './pools'
import { StrictTenantAdapter } from './strict-adapter'
import { tenantExtension } from './tenant-extension'
import { runInScope, type TenantScope } from './tenant-scope'

const createClient = () =>
  new PrismaClient({ adapter: new StrictTenantAdapter(appPool()) }).$extends(tenantExtension)
const client = () => singleton('prisma', createClient)

/** A client confined to the rows of one tenant, for one transaction. */
export type TenantClient = Parameters<Parameters<ReturnType<typeof createClient>['$transaction']>[0]>[0]

/** Runs work in one transaction of the tenant: all of it commits or none. */
export function withTenant<T>(scope: TenantScope, work: (tx: TenantClient) => Promise<T>): Promise<T> {
  return runInScope({ tenantId: scope.tenantId }, () =>
    client().$transaction(async (tx) => await work(tx), {
      maxWait: TIMEOUTS.turn,
      timeout: TIMEOUTS.transaction,
    }),
  )
}
