import { formatCount } from '@/components/fraud/format-metrics'
import { MAX_DECISIONS } from '@/lib/desk/decisions/schema'
import { SCAN_LIMIT, type TransactionSummary } from '@/lib/desk/transactions/schema'

/** How many transactions match a search, and why they cannot all be selected; null where they can. */
export interface MatchingOffer {
  count: number
  reason: string | null
}

/** What the list may offer once its whole page is selected; null where the page shows all that match. */
export function prepareMatchingOffer(
  { total, complete }: Pick<TransactionSummary, 'total' | 'complete'>,
  moreIds: boolean,
  shown: number,
): MatchingOffer | null {
  const { count } = total
  if (moreIds) return { count, reason: 'Not all matches can be selected: the text matches more than 20 ids.' }
  if (!complete)
    return {
      count,
      reason: `Not all matches can be selected: only ${formatCount(SCAN_LIMIT)} rows are counted. Set a range of dates.`,
    }
  if (count <= shown) return null
  if (count > MAX_DECISIONS)
    return {
      count,
      reason: `${formatCount(count)} match; at most ${formatCount(MAX_DECISIONS)} can be decided together.`,
    }
  return { count, reason: null }
}
