import { AsyncLocalStorage } from 'node:async_hooks'
import { singleton } from '../singleton'

/** The tenant of the running database transaction. Only withTenant fills it; it never leaves this folder. */
export interface TenantScope {
  tenantId: string
}

const storage = singleton('tenant-scope', () => new AsyncLocalStorage<TenantScope>())

export const currentScope = (): TenantScope | undefined => storage.getStore()

/** Runs work to its end inside the scope: the await matters, Prisma's promises start only when awaited. */
export const runInScope = <T>(scope: TenantScope, work: () => Promise<T>): Promise<T> =>
  storage.run(scope, async () => await work())
