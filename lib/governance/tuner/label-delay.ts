import { withTenant } from '@/lib/platform/db'
import type { BundleReading } from '@/lib/governance/models/schema'
import { documentsOf } from './documents-of'

const DAY_MS = 86_400_000

/** Without a learnt delay. */
const DEFAULT_DAYS = 30

/**
 * Days after which the labels of a payment count as complete. Training learns how late labels arrive
 * (ml/training/label_arrival.py) and leaves that time free before the test slice (ml/training/slices.py): the gap is what a
 * bundle keeps of it. 30 days for a bundle without slices.
 */
export function labelDelayDays(bundle: BundleReading): number {
  const slices = bundle.state === 'read' ? bundle.documents.slices : null
  const before = slices?.find(({ name }) => name === 'threshold')
  const test = slices?.find(({ name }) => name === 'test')
  if (!before || !test) return DEFAULT_DAYS
  const gap = (Date.parse(test.from) - Date.parse(before.to)) / DAY_MS
  return gap > 0 ? Math.ceil(gap) : DEFAULT_DAYS
}

/** Of the tenant's production model; the default without one. */
export async function readLabelDelay(tenantId: string): Promise<number> {
  const model = await withTenant({ tenantId }, (tx) =>
    tx.modelVersion.findFirst({ where: { tenantId, stage: 'production' } }),
  )
  return model ? labelDelayDays(await documentsOf(tenantId, model)) : DEFAULT_DAYS
}
