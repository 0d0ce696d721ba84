import { authorize, type Context } from '@/lib/contract/context'
import type { DeadLetter } from '../schema'
import { settle } from './settle'

/** Ends a dead letter without scoring it. @throws AppError not-found, conflict where it has ended */
export async function dismissDeadLetter(ctx: Context, id: string): Promise<DeadLetter> {
  authorize(ctx, 'stream:manage')
  return await settle(ctx, id, { as: 'dismissed', transactionId: null, mended: false })
}
