import type { Tenant } from '@/lib/contract/context'
import type { JsonValue } from '@/lib/http/strict-json'
import { isAppError } from '@/lib/platform/errors'
import { mappingSchema } from '@/lib/scoring/history'
import { readMapped } from '@/lib/scoring/stream/mapped-message'

const tenant = { earliestEventMs: Date.UTC(2016, 0, 1), country: 'KE', currency: 'KES' } as Tenant
const mapping = mappingSchema.parse({
  missing: ['n/a'],
  columns: {
    externalId: { columns: ['payment.bank', 'payment.id'], separator: '-' },
    occurredAt: { column: 'payment.booked', format: 'iso' },
    type: { column: 'kind', values: { P2P: 'TRANSFER' } },
    amount: { column: 'payment.amount' },
    senderAccount: { column: 'payer', prefix: 'customer ' },
    receiverAccount: { column: 'a.name.with.dots' },
    phone: { column: 'payer_phone' },
    label: { column: 'is_fraud' },
  },
})
const message: JsonValue = {
  payment: { bank: 7, id: 'x1', booked: '2026-03-04T05:06:07Z', amount: 1.234 },
  kind: 'p2p',
  payer: 596,
  'a.name.with.dots': 'M-1',
  payer_phone: '0712 345 678',
  not_mapped: { anything: [1] },
}

const errorsOf = (changes: Record<string, JsonValue>) => {
  const error = readMapped(tenant, mapping, { ...message, ...changes })
  if (!isAppError(error)) throw new Error('it was read')
  return error.errors!.map(({ field, reason }) => `${field} ${reason}`)
}

it('reads members at any depth, as a file with these columns would be read', () => {
  const row = readMapped(tenant, mapping, message)
  expect(row).toMatchObject({
    transaction: {
      externalId: '7-x1',
      occurredAtMs: Date.UTC(2026, 2, 4, 5, 6, 7),
      type: 'TRANSFER',
      senderAccount: 'customer 596',
      receiverAccount: 'M-1',
      phone: '+254712345678',
    },
    received: { phone: '0712 345 678' },
  })
})

it('leaves out what is null, missing or stands for it', () => {
  const row = readMapped(tenant, mapping, { ...message, payer_phone: null, 'a.name.with.dots': 'N/A' })
  expect(row).toMatchObject({ transaction: { phone: null, receiverAccount: null } })
})

it('names each member that cannot be read', () => {
  expect(errorsOf({ kind: 'loan', payer: '' })).toEqual(['payer is empty', 'kind is none of P2P'])
  expect(errorsOf({ payer: { id: 1 }, payer_phone: [] })).toEqual([
    'payer is an object or a list',
    'payer_phone is an object or a list',
  ])
  expect(errorsOf({ payment: { amount: 1, booked: '1900-01-01T00:00:00Z', id: 'a', bank: 1 } })).toEqual([
    expect.stringMatching(/^payment\.booked /),
  ])
  expect(errorsOf({ payment: { amount: 1, booked: '2026-03-04T05:06:07Z' } })).toEqual([
    'external_id is required',
  ])
})

it.each([[null], [1], ['text'], [[]]])('rejects %j, which is no object', (value) => {
  expect(readMapped(tenant, mapping, value as JsonValue)).toMatchObject({
    code: 'invalid-request',
    detail: 'The message is not an object.',
  })
})
