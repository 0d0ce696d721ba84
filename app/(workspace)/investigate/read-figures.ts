import { cache } from 'react'
import type { Context } from '@/lib/contract/context'
import { summarizeTransactions } from '@/lib/desk/transactions'
import type { TransactionFilter } from '@/lib/desk/transactions/schema'
import { readOrProblem } from '../_lib/read-or-problem'

/** The figures of a search, read once per request: the strip shows them, the list offers to select that many. */
export const readFigures = cache((ctx: Context, filter: TransactionFilter) =>
  readOrProblem(ctx, () => summarizeTransactions(ctx, filter)),
)
