import type { Context } from '@/lib/contract/context'
import type { Decision } from '@/lib/contract/decisions'
import type { TenantClient } from '@/lib/platform/db'
import { SCAN_LIMIT, type TransactionFilter } from './filter'
import { conditionsOn, prepareSearch, scannedRows } from './search'

export interface TransactionMatches {
  /** The decision in force on each match; null: none. */
  dispositions: ReadonlyMap<string, Decision | null>
  /** False where the scan stopped at its limit: rows that match may be left out. */
  complete: boolean
  /** The text of the filter names more ids than are searched at once. */
  moreIds: boolean
}

interface Matches {
  looked: number
  ids: string[]
  decisions: (Decision | null)[]
}

/** Every transaction that matches, as far as a page of its list looks, within the caller's database transaction. */
export async function matchTransactions(
  tx: TenantClient,
  ctx: Context,
  filter: TransactionFilter,
  { scanLimit = SCAN_LIMIT }: { scanLimit?: number } = {},
): Promise<TransactionMatches> {
  // Which rows match does not depend on the order; in order of time, a range of dates bounds the scan.
  const search = await prepareSearch(tx, ctx, { ...filter, order: 'time' })
  if (!search) return { dispositions: new Map(), complete: true, moreIds: false }
  const [found] = await tx.$queryRaw<Matches[]>`
    select count(*)::int as looked,
           coalesce(array_agg(transaction_id::text) filter (where matches), '{}') as ids,
           coalesce(array_agg(disposition) filter (where matches), '{}') as decisions
      from (select s.transaction_id, s.disposition, ${conditionsOn(search, null)} as matches
              from (${scannedRows(search, scanLimit, null)}) s) t`
  const { looked = 0, ids = [], decisions = [] } = found ?? {}
  return {
    dispositions: new Map(ids.map((id, i) => [id, decisions[i] ?? null])),
    complete: looked < scanLimit,
    moreIds: search.moreIds,
  }
}
