import { assumptionsOf } from './assumptions'
import type { TunerCurve } from './curve'
import { allFigures, daysOf } from './figures'
import type { TunerOptimum } from './optimum-interval'
import type { TunerReading } from './read-tuner'
import type { TunerPoint, TunerResponse } from './schema'

type Source = TunerResponse['test_slice']

const ABSENT = { from: null, to: null, as_of: null, payments: 0, frauds: 0, optimum: null } as const

/** The reading under the costs and the capacity of the institution. */
export function presentTuner(reading: TunerReading): TunerResponse {
  const { model, policy, settings, testSlice, own } = reading
  const assumptions = assumptionsOf(settings)
  const pointsOf = (curve: TunerCurve): TunerPoint[] => {
    const days = daysOf(curve)
    return allFigures(curve, policy.block, assumptions).map((figures) => ({
      threshold: figures.threshold,
      precision: figures.precision,
      recall: figures.recall,
      net_savings: figures.savedPerDay === null ? null : figures.savedPerDay * days,
      alerts_per_day: figures.alertsPerDay,
      hours_per_day: figures.hoursPerDay,
      saved_per_day: figures.savedPerDay,
    }))
  }
  return {
    model_id: model.id,
    model_name: model.name,
    model_version: model.version,
    policy_version: policy.version,
    current_threshold: policy.review,
    block_threshold: policy.block,
    currency: reading.currency,
    payments_per_day: own?.curve.paymentsPerDay || (testSlice?.curve.paymentsPerDay ?? 0),
    alerts_per_day_capacity: assumptions.alertsPerDay,
    cost_curve: testSlice ? pointsOf(testSlice.curve) : [],
    own_curve: own && own.curve.payments > 0 ? pointsOf(own.curve) : [],
    test_slice: presentTestSlice(reading),
    own_traffic: presentOwnTraffic(reading),
  }
}

function presentTestSlice({ testSlice, bundleReason, testOptimum }: TunerReading): Source {
  if (!testSlice) return { ...ABSENT, state: 'missing', reason: bundleReason }
  const { curve, from, to } = testSlice
  const { payments, frauds } = curve
  const optimum = presentOptimum(testOptimum)
  return { state: 'ready', reason: null, from, to, as_of: null, payments, frauds, optimum }
}

function presentOwnTraffic({ own, ownReason, ownOptimum }: TunerReading): TunerResponse['own_traffic'] {
  if (!own) return { ...ABSENT, state: 'missing', reason: ownReason, label_delay_days: null }
  return {
    state: ownReason === null ? 'ready' : 'too-few-labels',
    reason: ownReason,
    from: own.from.toISOString(),
    to: own.to.toISOString(),
    as_of: own.asOf.toISOString(),
    payments: own.curve.payments,
    frauds: own.curve.frauds,
    optimum: presentOptimum(ownOptimum),
    label_delay_days: own.labelDelayDays,
  }
}

const presentOptimum = (best: TunerOptimum | null): Source['optimum'] =>
  best && {
    threshold: best.threshold,
    threshold_low: best.thresholdLow,
    threshold_high: best.thresholdHigh,
    saved_per_day: best.savedPerDay,
    saved_per_day_low: best.savedLow,
    saved_per_day_high: best.savedHigh,
  }
