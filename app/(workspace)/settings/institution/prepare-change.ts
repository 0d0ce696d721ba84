import type { TenantChange, TenantSettings } from '@/lib/access/tenants/schema'

/** The form as typed. Names are the paths of the fields in the request, so that its problems find their field. */
export interface Typed {
  name: string
  time_zone: string
  currency: string
  'review_capacity.reviewers': string
  'review_capacity.hours_per_day': string
  'review_capacity.minutes_per_alert': string
  'working_hours.days': readonly number[]
  'working_hours.from': string
  'working_hours.to': string
  'cost_model.fraud_loss_kind': 'share' | 'fixed'
  /** In percent. */
  'cost_model.fraud_loss_share': string
  'cost_model.fraud_loss_amount': string
  'cost_model.review_minute_cost': string
  'cost_model.stopped_payment_cost': string
  four_eyes: boolean
  sandbox: boolean
}
export type FieldErrors = Partial<Record<keyof Typed, string>>

export function typedOf(settings: TenantSettings): Typed {
  const { review_capacity: capacity, working_hours: hours, cost_model: costs } = settings
  return {
    name: settings.name,
    time_zone: settings.time_zone,
    currency: settings.currency,
    'review_capacity.reviewers': String(capacity.reviewers),
    'review_capacity.hours_per_day': String(capacity.hours_per_day),
    'review_capacity.minutes_per_alert': String(capacity.minutes_per_alert),
    'working_hours.days': hours.days,
    'working_hours.from': hours.from,
    'working_hours.to': hours.to,
    'cost_model.fraud_loss_kind': costs.fraud_loss_kind,
    'cost_model.fraud_loss_share': String(Number((costs.fraud_loss_share * 100).toFixed(4))),
    'cost_model.fraud_loss_amount': costs.fraud_loss_amount ?? '',
    'cost_model.review_minute_cost': costs.review_minute_cost,
    'cost_model.stopped_payment_cost': costs.stopped_payment_cost,
    four_eyes: settings.four_eyes,
    sandbox: settings.sandbox,
  }
}

const NUMBERS = [
  'review_capacity.reviewers',
  'review_capacity.hours_per_day',
  'review_capacity.minutes_per_alert',
  'cost_model.fraud_loss_share',
] as const

/** What is no number or no percentage. The server judges the rest, in the same words as for the API. */
export function numberErrors(typed: Typed): FieldErrors {
  const errors: FieldErrors = {}
  for (const field of NUMBERS)
    if (!/^\d+([.,]\d+)?$/.test(typed[field].trim())) errors[field] = 'Enter a number.'
  const percent = numberOf(typed['cost_model.fraud_loss_share'])
  if (percent <= 0 || percent > 100) errors['cost_model.fraud_loss_share'] = 'Above 0, at most 100.'
  return errors
}

/** The groups of settings that differ from the stored ones. */
export function changeOf(settings: TenantSettings, typed: Typed): TenantChange {
  const change: TenantChange = { name: typed.name.trim(), time_zone: typed.time_zone.trim() }
  change.currency = typed.currency.trim().toUpperCase()
  change.review_capacity = {
    reviewers: numberOf(typed['review_capacity.reviewers']),
    hours_per_day: numberOf(typed['review_capacity.hours_per_day']),
    minutes_per_alert: numberOf(typed['review_capacity.minutes_per_alert']),
  }
  change.working_hours = {
    days: typed['working_hours.days'].toSorted((a, b) => a - b),
    from: typed['working_hours.from'],
    to: typed['working_hours.to'],
  }
  change.cost_model = {
    fraud_loss_kind: typed['cost_model.fraud_loss_kind'],
    fraud_loss_share: numberOf(typed['cost_model.fraud_loss_share']) / 100,
    fraud_loss_amount: typed['cost_model.fraud_loss_amount'].trim() || null,
    review_minute_cost: typed['cost_model.review_minute_cost'].trim(),
    stopped_payment_cost: typed['cost_model.stopped_payment_cost'].trim(),
  }
  change.four_eyes = typed.four_eyes
  change.sandbox = typed.sandbox
  const differing = Object.entries(change).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(settings[field as keyof TenantSettings]),
  )
  return Object.fromEntries(differing)
}

const numberOf = (text: string): number => Number(text.trim().replace(',', '.'))
