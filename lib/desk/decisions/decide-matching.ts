import type { Context } from '@/lib/contract/context'
import { authorize } from '@/lib/contract/context'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { matchTransactions, MAX_IDS, type TransactionMatches } from '@/lib/desk/transactions'
import { SCAN_LIMIT, type TransactionFilter } from '@/lib/desk/transactions/schema'
import { authorizeDecisions, decideLocked } from './decide'
import { type MatchingFeedback, MAX_DECISIONS, type RecordedDecisions } from './schema'
import { lockDecisions } from './settle'

/**
 * Records one decision on every transaction that matches the filter, provided that as many match as the user saw.
 * Selection and decision are one database transaction: all of them are decided or none.
 * @throws AppError conflict with the current count where another number matches; invalid-reference where the filter
 * matches more than may be decided at once, or the matches cannot be counted exactly
 */
export async function decideMatching(
  ctx: Context,
  { filter, expected_count: expected, ...feedback }: MatchingFeedback,
  scan: { scanLimit?: number } = {},
): Promise<RecordedDecisions> {
  authorize(ctx, 'transaction:read')
  authorizeDecisions(ctx, expected)
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    const select = () => selectAll(tx, ctx, filter, scan)
    const found = await select()
    if (found.size !== expected) throw countConflict(found.size, expected)
    const locked = await lockDecisions(tx, tenantId, [...found.keys()])
    // A decision is all that changes about a scored transaction: with the same decisions, the same ones match.
    if ([...found].some(([id, decision]) => locked.get(id)?.decision !== decision))
      throw countConflict((await select()).size, expected)
    const selection = { filter: { ...filter }, matched: found.size }
    return await decideLocked(tx, ctx, locked, feedback, { selection })
  })
}

/** @throws AppError invalid-reference */
async function selectAll(
  tx: TenantClient,
  ctx: Context,
  filter: TransactionFilter,
  scan: { scanLimit?: number },
): Promise<TransactionMatches['dispositions']> {
  const { dispositions, complete, moreIds } = await matchTransactions(tx, ctx, filter, scan)
  if (moreIds) throw unusable('filter.q', `matches more than ${MAX_IDS} accounts, devices, phones or ids`)
  if (dispositions.size > MAX_DECISIONS)
    throw unusable('filter', `matches more than ${inWords(MAX_DECISIONS)} transactions`)
  if (!complete)
    throw unusable(
      'filter',
      `cannot be counted exactly within ${inWords(SCAN_LIMIT)} rows; a range of dates bounds it`,
    )
  return dispositions
}

const inWords = (count: number): string => count.toLocaleString('en-US')

const unusable = (field: string, reason: string): AppError =>
  new AppError('invalid-reference', {
    detail: `${field}: ${reason}. Nothing was decided.`,
    errors: [{ field, reason }],
  })

function countConflict(count: number, expected: number): AppError {
  const now =
    count === expected
      ? 'Another user decided some of the matches in the same moment'
      : `${inWords(count)} ${count === 1 ? 'transaction matches' : 'transactions match'} now, not ${inWords(expected)}`
  return new AppError('conflict', { detail: `${now}. Nothing was decided.`, currentCount: count })
}
