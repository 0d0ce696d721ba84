import type { Tenant } from '@/lib/contract/context'
import { minorDigits } from '@/lib/contract/currency-digits'
import type { Severity } from '@/lib/engine/velocity'
import type { TenantClient } from '@/lib/platform/db'
import type { LookBack } from '../change-kind'
import { findPolicyInForce } from '../read-policy'
import type { VelocityOutlook, VelocityPayload } from '../schema'
import type { ImpactLimits } from './count-flips'
import { countedOf, readPeriod } from './period'
import { raiseLimits } from './read-flips'
import { readHours } from './row-source'
import { readSlices } from './read-slices'
import { cutPeriod } from './slices'
import { mergeFlips } from './summarize-window'
import { readVelocityHits, type VelocityHits } from './velocity-hits'

/** A statement sorts its rows once per party: it reads fewer than one of an impact. */
const LIMITS: ImpactLimits = { sliceRows: 25_000, budgetMs: 4_000 }

/**
 * What two velocity rules would have found in the last days, counted anew from the stored payments by the times at which they
 * happened, and which outcomes differ under the policy in force. What rings would be found is not known: both sides keep the
 * ring that was recorded, and what the rule in force makes of it.
 * @returns null before the first model of the tenant: nothing was scored
 */
export async function readVelocityOutlook(
  tx: TenantClient,
  tenant: Tenant,
  { days, limits = LIMITS }: LookBack,
  { before, after }: { before: VelocityPayload; after: VelocityPayload },
): Promise<VelocityOutlook | null> {
  const policy = await findPolicyInForce(tx, tenant.id)
  if (!policy) return null
  const period = await readPeriod(tx, tenant, days)
  const hours = await readHours(tx, tenant.id, period, false)
  const sides = { policy, before, after: { ...after, rings: before.rings } }
  await raiseLimits(tx)
  const slices = cutPeriod(period, hours, limits.sliceRows)
  const { parts, countedFrom } = await readSlices(tx, slices, limits, (slice) =>
    readVelocityHits(tx, tenant, period, slice, sides),
  )
  const digits = minorDigits(tenant.currency)
  return {
    to: period.to.toISOString(),
    currency: tenant.currency,
    counted_from: countedFrom?.toISOString() ?? null,
    windows: countedOf(period, hours, countedFrom).map((window) => ({
      days: window.days,
      from: window.from.toISOString(),
      covered_days: window.coveredDays,
      transactions: window.transactions,
      ...summaryOf(
        parts.flat().filter(({ span }) => span <= window.days),
        digits,
      ),
    })),
  }
}

function summaryOf(groups: readonly VelocityHits[], digits: number) {
  const flipped = groups.filter(({ was, will }) => was !== will)
  const sum = (of: readonly VelocityHits[]) => of.reduce((total, { transactions }) => total + transactions, 0)
  const of = (side: 'found' | 'finds', severity: Severity) =>
    sum(groups.filter((group) => group[side] === severity))
  const bySeverity = (side: 'found' | 'finds') => ({
    low: of(side, 'low'),
    high: of(side, 'high'),
    critical: of(side, 'critical'),
  })
  return {
    hits: { before: bySeverity('found'), after: bySeverity('finds') },
    flipped: sum(flipped),
    flips: mergeFlips(flipped, digits),
  }
}
