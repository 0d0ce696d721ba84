import { formatCount, formatMetric } from '@/components/fraud/format-metrics'
import type { CostsAndCapacity } from '@/lib/governance/tuner/schema'

/** One assumption as a slider. */
export interface Slider {
  label: string
  min: number
  max: number
  step: number
  read: (settings: CostsAndCapacity) => number
  write: (settings: CostsAndCapacity, value: number) => CostsAndCapacity
  format: (value: number) => string
}

type Capacity = CostsAndCapacity['review_capacity']
type MoneyField = 'fraud_loss_amount' | 'review_minute_cost' | 'stopped_payment_cost'

const MONEY_STEPS = 200

/** The sliders for the saved settings: of the loss, the kind that is saved. Sums reach to four times the saved one. */
export function slidersOf(saved: CostsAndCapacity, currency: string): Slider[] {
  return [
    saved.cost_model.fraud_loss_kind === 'share'
      ? SHARE
      : money('A missed fraud costs', 'fraud_loss_amount', saved, currency),
    money('A minute of review', 'review_minute_cost', saved, currency),
    money('Stopping a genuine payment', 'stopped_payment_cost', saved, currency),
    capacity('Reviewers', 'reviewers', saved, 1, formatCount),
    capacity('Hours each reviews on a working day', 'hours_per_day', saved, 0.5, oneDecimal),
    capacity('Minutes per alert', 'minutes_per_alert', saved, 0.5, oneDecimal),
  ]
}

const oneDecimal = (value: number): string => formatMetric(value, 1)

const SHARE: Slider = {
  label: 'Lost of a missed fraud',
  min: 0.01,
  max: 1,
  step: 0.01,
  read: ({ cost_model }) => cost_model.fraud_loss_share,
  write: (settings, value) => ({
    ...settings,
    cost_model: { ...settings.cost_model, fraud_loss_share: value },
  }),
  format: (value) => `${Math.round(value * 100)} %`,
}

function money(label: string, field: MoneyField, saved: CostsAndCapacity, currency: string): Slider {
  const most = roundUp(4 * Number(saved.cost_model[field] ?? 0) || 10)
  const step = most / MONEY_STEPS
  return {
    label,
    // A fraud that costs nothing is no cost model.
    min: field === 'fraud_loss_amount' ? step : 0,
    max: most,
    step,
    read: ({ cost_model }) => Number(cost_model[field] ?? 0),
    write: (settings, value) => ({
      ...settings,
      cost_model: { ...settings.cost_model, [field]: String(Number(value.toFixed(4))) },
    }),
    format: (value) => `${Number(value.toPrecision(4))} ${currency}`,
  }
}

function capacity(
  label: string,
  field: keyof Capacity,
  saved: CostsAndCapacity,
  step: number,
  format: (value: number) => string,
): Slider {
  const most = Math.max(10 * step, Math.ceil((4 * saved.review_capacity[field]) / step) * step)
  return {
    label,
    min: step,
    max: field === 'hours_per_day' ? Math.min(24, most) : most,
    step,
    read: ({ review_capacity }) => review_capacity[field],
    write: (settings, value) => ({
      ...settings,
      review_capacity: { ...settings.review_capacity, [field]: value },
    }),
    format,
  }
}

/** The next value of one, two or five times a power of ten. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  return ([1, 2, 5].find((factor) => value <= factor * power) ?? 10) * power
}
