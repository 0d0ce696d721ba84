import { AsyncLocalStorage } from 'node:async_hooks'
import { singleton } from '../singleton'
import type { TenantClient } from './with-tenant'

/** A transaction that every `withTenant` of one request joins. */
export interface SharedTransaction {
  tenantId: string
  tx: TenantClient
  /** False after its end: work that outlives it opens a transaction of its own. */
  open: boolean
  afterCommit: (() => void)[]
}

const storage = singleton('shared-transaction', () => new AsyncLocalStorage<SharedTransaction>())

/** The open shared transaction of this tenant, if any. */
export function sharedTransaction(tenantId: string): SharedTransaction | undefined {
  const shared = storage.getStore()
  return shared?.open && shared.tenantId === tenantId ? shared : undefined
}

/** Runs work whose `withTenant` calls all join this transaction. */
export async function shareTransaction<T>(
  tx: TenantClient,
  tenantId: string,
  afterCommit: (() => void)[],
  work: () => Promise<T>,
): Promise<T> {
  const shared: SharedTransaction = { tenantId, tx, open: true, afterCommit }
  try {
    return await storage.run(shared, async () => await work())
  } finally {
    shared.open = false
  }
}

/** Runs work in a savepoint, so that its failure undoes it and leaves the shared transaction usable. */
export async function inSavepoint<T>(
  { tx }: SharedTransaction,
  work: (tx: TenantClient) => Promise<T>,
): Promise<T> {
  // Of nested savepoints with one name, the statements below mean the innermost.
  await tx.$executeRaw`savepoint joined`
  try {
    const result = await work(tx)
    await tx.$executeRaw`release savepoint joined`
    return result
  } catch (error) {
    // Where the connection is lost this fails too; the caller needs the first failure.
    await tx.$executeRaw`rollback to savepoint joined`.catch(() => undefined)
    throw error
  }
}

/** Runs `work` when what was written is committed: at once, or after the shared transaction. Not after a rollback. */
export function afterCommit(work: () => void): void {
  const shared = storage.getStore()
  if (shared?.open) shared.afterCommit.push(work)
  else work()
}
