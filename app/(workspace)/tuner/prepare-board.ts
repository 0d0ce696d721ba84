import { formatCount, formatStretch } from '@/components/fraud/format-metrics'
import { formatDay, formatExact } from '@/components/fraud/format-time'
import type { TunerReading } from '@/lib/governance/tuner'
import type { CostsAndCapacity, TunerCurve, TunerOptimum } from '@/lib/governance/tuner/schema'

/** One source of figures, as the board shows it. */
export interface BoardSource {
  name: string
  /** What was counted, or why there is nothing to show. */
  note: string
  /** Null where the source has no figures. */
  curve: TunerCurve | null
  /** False where the figures say too little to recommend a threshold. */
  recommends: boolean
  /** Under the saved settings. */
  optimum: TunerOptimum | null
}

/** Everything the board needs, small and plain: it computes in the browser. */
export interface Board {
  model: { id: string; label: string }
  review: number
  block: number
  currency: string
  settings: CostsAndCapacity
  testSlice: BoardSource
  own: BoardSource
}

export function boardOf(reading: TunerReading, timeZone: string): Board {
  const { model, policy, currency, settings } = reading
  return {
    model: { id: model.id, label: `${model.name}/${model.version}` },
    review: policy.review,
    block: policy.block,
    currency,
    settings: {
      cost_model: settings.cost_model,
      review_capacity: settings.review_capacity,
      working_hours: { days: settings.working_hours.days },
    },
    testSlice: testSliceOf(reading),
    own: ownOf(reading, timeZone),
  }
}

function testSliceOf({ testSlice, bundleReason, testOptimum, own }: TunerReading): BoardSource {
  const name = 'Test slice of the model'
  if (!testSlice) return { name, note: bundleReason ?? '', curve: null, recommends: false, optimum: null }
  const { curve, from, to } = testSlice
  const scaled = own?.curve.paymentsPerDay
    ? ' Scaled to the payments a day of your own traffic.'
    : ' At the payments a day of the slice.'
  const amounts = curve.caughtAmount ? ' Amounts in the currency of its data.' : ' Its amounts are not known.'
  return {
    name,
    note: `${counts(curve)} in ${formatStretch(from, to)} that training never read.${scaled}${amounts}`,
    curve,
    recommends: true,
    optimum: testOptimum,
  }
}

function ownOf({ own, ownReason, ownOptimum }: TunerReading, timeZone: string): BoardSource {
  const name = 'Your own traffic'
  if (!own)
    return {
      name,
      note: `${ownReason} It is counted every hour.`,
      curve: null,
      recommends: false,
      optimum: null,
    }
  const { curve, labelDelayDays: days } = own
  const shared = { name, recommends: ownReason === null, optimum: ownOptimum }
  const delay = `Payments of the last ${days} days are left out: their labels are still on the way.`
  if (curve.payments === 0) return { ...shared, note: `${ownReason} ${delay}`, curve: null }
  const counted = `${counts(curve)} that this model scored, ${formatDay(own.from.toISOString(), 'UTC')} to ${formatDay(own.to.toISOString(), 'UTC')}.`
  const note = `${counted} ${delay} Counted ${formatExact(own.asOf.toISOString(), timeZone)}.`
  return { ...shared, note: ownReason === null ? note : `${ownReason} ${note}`, curve }
}

const counts = ({ payments, frauds }: TunerCurve): string =>
  `${formatCount(payments)} payments with ${formatCount(frauds)} known frauds`
