import { type MappedField, type Mapping, mappingSchema } from './mapping'

/** A Monday, so that PaySim's day 0 is one: hour and weekday follow from the step. */
export const PAYSIM_EPOCH = '2026-01-05T00:00:00Z'

const OPTIONAL = {
  receiverAccount: 'nameDest',
  senderBalanceBefore: 'oldbalanceOrg',
  receiverBalanceBefore: 'oldbalanceDest',
  deviceId: 'device_id',
  phone: 'phone',
  ip: 'ip',
  country: 'country',
  city: 'city',
  latitude: 'latitude',
  longitude: 'longitude',
  merchantCategory: 'merchant_category',
  channel: 'channel',
  declinedAttempts: 'declined_attempts',
  externalId: 'external_id',
  currency: 'currency',
} as const satisfies Partial<Record<MappedField, string>>

/**
 * The mapping of a file with the product's names: PaySim's columns, and the optional columns in its header. PaySim has
 * no minutes, so a row with only a step gets the start of its hour.
 */
export function canonicalMapping(header: readonly string[]): Mapping {
  const present = Object.entries(OPTIONAL).filter(([, column]) => header.includes(column))
  return mappingSchema.parse({
    decimal: '.',
    thousands: 'none',
    columns: {
      occurredAt: header.includes('occurred_at')
        ? { column: 'occurred_at', format: 'iso' }
        : { column: 'step', format: 'hours', epoch: PAYSIM_EPOCH },
      type: { column: 'type' },
      amount: { column: 'amount' },
      senderAccount: { column: 'nameOrig' },
      label: { column: 'isFraud' },
      ...Object.fromEntries(present.map(([field, column]) => [field, { column }])),
      ...(header.includes('label_at') && { labelAt: { column: 'label_at', format: 'iso' as const } }),
    },
  })
}
