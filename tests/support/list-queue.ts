import type { z } from 'zod'
import type { Context } from '@/lib/contract/context'
import { listTransactions } from '@/lib/desk/transactions'
import { queueFilter } from '@/lib/desk/transactions/schema'

export type QueueInput = z.input<typeof queueFilter> & { limit?: number; cursor?: string | undefined }

/** A page of the queue, as GET /api/queue returns it. */
export const listQueue = (ctx: Context, { limit = 50, cursor, ...filter }: QueueInput) =>
  listTransactions(ctx, queueFilter.parse(filter), { limit, cursor })
