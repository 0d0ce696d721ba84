import { authorize, type Context } from '@/lib/contract/context'
import { readInstitutionSettings } from '@/lib/access/tenants'
import { presentModel, readBundleDocuments } from '@/lib/governance/models'
import type { BundleReading } from '@/lib/governance/models/schema'
import { type Prisma, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { assumptionsOf, type CostsAndCapacity } from './assumptions'
import { type BundleCurve, bundleCurve } from './bundle-curve'
import { curveOfBins, type TunerCurve } from './curve'
import { knownOptimum } from './known-optima'
import type { TunerOptimum } from './optimum-interval'
import { FEWEST_FRAUDS } from './schema'
import { TUNER_THRESHOLDS } from './thresholds'

/** The matured traffic of the production model. */
export interface OwnTraffic {
  curve: TunerCurve
  asOf: Date
  from: Date
  to: Date
  labelDelayDays: number
}

/** Everything the tuner shows, before costs and capacity are applied. */
export interface TunerReading {
  model: { id: string; name: string; version: string }
  policy: { version: number; review: number; block: number }
  settings: CostsAndCapacity
  currency: string
  /** Null where the bundle has no curve; then `bundleReason` says why. */
  testSlice: BundleCurve | null
  bundleReason: string | null
  testOptimum: TunerOptimum | null
  /** Null until the job has counted the traffic of this model. */
  own: OwnTraffic | null
  /** Why the figures of own traffic say too little; null where they can be read. */
  ownReason: string | null
  ownOptimum: TunerOptimum | null
}

/**
 * Reads the curves of the production model, its policy, and the institution's costs and capacity. Both curves are scaled to
 * the institution's payments a day, so that they can be compared; without own traffic the slice keeps its own.
 * @throws AppError no-production-model
 */
export async function readTuner(ctx: Context): Promise<TunerReading> {
  authorize(ctx, 'model:read')
  const tenantId = ctx.tenant.id
  const { model, policy, snapshot, settings } = await withTenant({ tenantId }, async (tx) => {
    const model = await tx.modelVersion.findFirst({ where: { tenantId, stage: 'production' } })
    const policy = await tx.policy.findFirst({ where: { tenantId }, orderBy: { version: 'desc' } })
    if (!model || !policy) throw new AppError('no-production-model')
    return {
      model,
      policy,
      snapshot: await tx.tunerSnapshot.findFirst({ where: { tenantId, modelVersionId: model.id } }),
      settings: await readInstitutionSettings(tx),
    }
  })
  const { id, name, version } = model
  const bundle = await readBundleDocuments(tenantId, presentModel(model))
  const own = snapshot && presentOwn(snapshot)
  const report = bundle.state === 'read' ? bundle.documents.report : null
  const testSlice = report && bundleCurve(report, own?.curve.paymentsPerDay || null)
  const ownReason = own ? reasonAgainst(own.curve) : 'Own traffic is not counted yet.'
  const block = policy.blockThreshold
  const assumptions = assumptionsOf(settings)
  return {
    model: { id, name, version },
    policy: { version: policy.version, review: policy.reviewThreshold, block },
    settings,
    currency: ctx.tenant.currency,
    testSlice,
    bundleReason: testSlice ? null : reasonOf(bundle),
    testOptimum: testSlice && knownOptimum(['test', id], testSlice.curve, block, assumptions),
    own,
    ownReason,
    ownOptimum:
      own && ownReason === null
        ? knownOptimum(['own', id, own.asOf.toISOString()], own.curve, block, assumptions)
        : null,
  }
}

function reasonAgainst({ payments, frauds }: TunerCurve): string | null {
  if (payments === 0) return 'No payment that this model scored is old enough for its labels to be complete.'
  if (frauds >= FEWEST_FRAUDS) return null
  return `${frauds} matured frauds are known; the figures need at least ${FEWEST_FRAUDS}.`
}

function reasonOf(bundle: BundleReading): string {
  if (bundle.state === 'unreadable') return `The bundle cannot be read: ${bundle.file}, ${bundle.reason}.`
  if (!bundle.documents.report) return 'The bundle was never evaluated on a test slice.'
  return 'The report of the bundle has no figures by threshold.'
}

function presentOwn(row: Prisma.TunerSnapshotGetPayload<object>): OwnTraffic {
  const { counts, frauds, fraudAmounts, fraudSquares } = row
  const bins = { payments: counts, frauds, fraudAmounts, fraudSquares }
  return {
    curve: curveOfBins(TUNER_THRESHOLDS, bins, row.paymentsPerDay),
    asOf: row.asOf,
    from: row.fromDay,
    to: row.toDay,
    labelDelayDays: row.labelDelayDays,
  }
}
