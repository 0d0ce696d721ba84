import { withTenant } from '@/lib/platform/db'
import { presentModel } from './present'
import { readBundleDocuments } from './read-bundle-documents'
import type { BundleReading } from './schema'
import { DAY_MS } from '@/lib/platform/time'

/** Where nothing was learnt. */
const USUAL_DAYS = 30

/**
 * Days after which the labels of a transaction count as complete. Training learns how late labels arrive
 * (ml/training/label_arrival.py) and leaves that time free before the test slice (ml/training/slices.py); the gap is what
 * the bundle keeps of it. 30 days for a bundle without slices.
 */
export function labelDelayDays(bundle: BundleReading): number {
  const slices = bundle.state === 'read' ? bundle.documents.slices : null
  const before = slices?.find(({ name }) => name === 'threshold')
  const test = slices?.find(({ name }) => name === 'test')
  if (!before || !test) return USUAL_DAYS
  const gap = (Date.parse(test.from) - Date.parse(before.to)) / DAY_MS
  return gap > 0 ? Math.ceil(gap) : USUAL_DAYS
}

/** Of the tenant's production model. Reads its bundle, so outside a transaction. */
export async function readLabelDelay(tenantId: string): Promise<number> {
  const row = await withTenant({ tenantId }, (tx) =>
    tx.modelVersion.findFirst({ where: { tenantId, stage: 'production' } }),
  )
  return row ? labelDelayDays(await readBundleDocuments(tenantId, presentModel(row))) : USUAL_DAYS
}
