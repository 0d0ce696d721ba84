import { metrics } from '@/lib/platform/metrics'
import { singleton } from '@/lib/platform/singleton'

/** Why a challenger did not score a transaction. */
export type GapReason = 'shed' | 'not-loaded' | 'failed'

export interface Gap {
  modelVersionId: string
  reason: GapReason
  payments: number
  detail: string | null
}

const MAX_DETAIL = 500

/** By tenant, then by model and reason: what this process has not yet stored. */
const unstored = () => singleton('shadow.gaps', () => new Map<string, Map<string, Gap>>())

/** Counts transactions that a challenger did not score. */
export function noteGap(tenantId: string, gap: Gap): void {
  metrics.challengerRows.inc({ result: gap.reason }, gap.payments)
  keepGap(tenantId, gap)
}

/** Keeps a gap that is counted already until it is stored. */
export function keepGap(tenantId: string, { modelVersionId, reason, payments, detail }: Gap): void {
  const gaps = unstored().get(tenantId) ?? new Map<string, Gap>()
  unstored().set(tenantId, gaps)
  const key = `${modelVersionId} ${reason}`
  const known = gaps.get(key) ?? { modelVersionId, reason, payments: 0, detail: null }
  known.payments += payments
  known.detail = detail?.slice(0, MAX_DETAIL) ?? known.detail
  gaps.set(key, known)
}

export const tenantsWithGaps = (): string[] => [...unstored().keys()]

/** The tenant's gaps, which the caller stores from now on. */
export function takeGaps(tenantId: string): Gap[] {
  const gaps = [...(unstored().get(tenantId)?.values() ?? [])]
  unstored().delete(tenantId)
  return gaps
}
