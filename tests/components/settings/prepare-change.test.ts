import { changeOf, numberErrors, typedOf } from '@/app/(workspace)/settings/institution/prepare-change'
import type { TenantSettings } from '@/lib/access/tenants/schema'

const SETTINGS: TenantSettings = {
  id: '019a0000-0000-7000-8000-000000000001',
  slug: 'bank',
  name: 'Bank',
  country: null,
  currency: 'EUR',
  time_zone: 'UTC',
  step_epoch: '2026-01-01T00:00:00.000Z',
  earliest_event_at: '2016-01-01T00:00:00.000Z',
  created_at: '2026-01-01T00:00:00.000Z',
  review_capacity: { reviewers: 4, hours_per_day: 7.5, minutes_per_alert: 10 },
  working_hours: { days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00' },
  cost_model: {
    fraud_loss_kind: 'share',
    fraud_loss_share: 0.57,
    fraud_loss_amount: null,
    review_minute_cost: '0.50',
    stopped_payment_cost: '0.00',
  },
  four_eyes: false,
  sandbox: false,
  version: 3,
}

it('is no change as long as nothing was typed', () => {
  expect(changeOf(SETTINGS, typedOf(SETTINGS))).toEqual({})
})

it('sends the whole group of a field that was typed, and nothing else', () => {
  const typed = { ...typedOf(SETTINGS), 'review_capacity.minutes_per_alert': ' 7,5 ', currency: 'chf' }
  expect(changeOf(SETTINGS, typed)).toEqual({
    currency: 'CHF',
    review_capacity: { reviewers: 4, hours_per_day: 7.5, minutes_per_alert: 7.5 },
  })
})

it('reads the share in percent and an empty sum as none', () => {
  const typed = { ...typedOf(SETTINGS), 'cost_model.fraud_loss_share': '80' }
  expect(changeOf(SETTINGS, typed).cost_model).toMatchObject({
    fraud_loss_share: 0.8,
    fraud_loss_amount: null,
  })
})

it('marks what is no number and a share that is no percentage', () => {
  const typed = {
    ...typedOf(SETTINGS),
    'review_capacity.reviewers': 'four',
    'cost_model.fraud_loss_share': '101',
  }
  expect(numberErrors(typed)).toEqual({
    'review_capacity.reviewers': 'Enter a number.',
    'cost_model.fraud_loss_share': 'Above 0, at most 100.',
  })
})
