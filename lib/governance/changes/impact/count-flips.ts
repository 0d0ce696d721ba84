import type { Tenant } from '@/lib/contract/context'
import type { TenantClient } from '@/lib/platform/db'
import { NAMED_FLIPS, type PreviewDays } from '../schema'
import type { OutcomeCosts } from './flip-money'
import type { Period } from './period'
import { type Flips, HEAVY, type HeavyFlip, raiseLimits, readFlips } from './read-flips'
import { readSlices } from './read-slices'
import type { RowSource } from './row-source'
import { cutPeriod, type HourRows } from './slices'

export interface ImpactLimits {
  /** Rows that one statement reads. */
  sliceRows: number
  /** After so long no further slice is read. */
  budgetMs: number
}

/** A slice takes a fraction of the 3 s that a statement has; all slices leave time for the rest of the transaction. */
export const IMPACT_LIMITS: ImpactLimits = { sliceRows: 100_000, budgetMs: 4_000 }

export interface CountedFlips extends Flips {
  /** From here on everything was counted; null for the whole period. */
  countedFrom: Date | null
}

/**
 * Counts the flips of a period from now backwards, slice by slice. The counts and sums of the hours that were read are exact; a
 * period with more rows than the budget allows is counted as far back as the budget lasts, to a full hour.
 */
export async function countFlips(
  tx: TenantClient,
  tenant: Tenant,
  { period, hours, source }: { period: Period; hours: readonly HourRows[]; source: RowSource },
  costs: OutcomeCosts,
  { sliceRows, budgetMs }: ImpactLimits,
): Promise<CountedFlips> {
  const spans = period.windows.map(({ days }) => days)
  await raiseLimits(tx)
  const slices = cutPeriod(period, hours, sliceRows)
  const { parts, countedFrom } = await readSlices(tx, slices, { budgetMs }, (slice) =>
    readFlips(tx, tenant, source, slice, spans, costs),
  )
  return { ...mergeFlips(parts, spans), countedFrom }
}

/** The flips of all slices: groups side by side, of the named rows those that matter most. */
function mergeFlips(parts: readonly Flips[], spans: readonly PreviewDays[]): Flips {
  const heavy = parts.flatMap((part) => part.heavy).toSorted((a, b) => weightOf(b) - weightOf(a))
  return {
    groups: parts.flatMap((part) => part.groups),
    heavy: spans.flatMap((days) => heavy.filter(({ span }) => span === days).slice(0, HEAVY)),
    largest: parts
      .flatMap((part) => part.largest)
      .toSorted((a, b) => Number(b.amount) - Number(a.amount))
      .slice(0, NAMED_FLIPS),
  }
}

/** The variance that the row adds to the balance. */
const weightOf = ({ probability: p, won, lost }: HeavyFlip): number => p * (1 - p) * (won - lost) ** 2
