import type { Context } from '@/lib/contract/context'
import { checkRows, spendView } from '@/lib/http/row-budget'
import { type Read, readOrProblem } from './read-or-problem'

/** Reads a page of a list for the view with this URL; its rows count as rows that the user read. */
export const readList = <T>(
  ctx: Context,
  href: string,
  read: () => Promise<T>,
  rowsOf: (value: T) => { items: readonly unknown[] },
): Promise<Read<T>> =>
  readOrProblem(ctx, async () => {
    checkRows(ctx)
    const value = await read()
    await spendView(ctx, href, rowsOf(value).items.length)
    return value
  })
