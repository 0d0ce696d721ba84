/** Guarantee: a mapping that cannot be meant is rejected with the key that is wrong. */

import { canonicalMapping, parseMapping } from '@/lib/scoring/history'

const GOOD = {
  timeZone: 'Europe/Berlin',
  columns: {
    occurredAt: { column: 'when', format: 'iso' },
    type: { column: 'kind', values: { X: 'PAYMENT' }, default: 'OTHER' },
    amount: { column: 'sum' },
    senderAccount: { column: 'card' },
    label: { column: 'class', fraud: ['1', 'bad'] },
    labelAt: { delayDays: 7 },
  },
}
const withColumns = (columns: object) => JSON.stringify({ ...GOOD, columns: { ...GOOD.columns, ...columns } })

it.each([
  ['as it is', JSON.stringify(GOOD)],
  ['after a byte-order mark', `\ufeff${JSON.stringify(GOOD)}`],
  ['with a column for labels', withColumns({ labelAt: { column: 'known', format: 'epoch-ms' } })],
  ['with a date of labels', withColumns({ labelAt: { column: 'known', format: 'date' } })],
  ['without labels', withColumns({ label: undefined, labelAt: undefined })],
  ['with a constant type', withColumns({ type: { constant: 'TRANSFER' } })],
  ['with a constant account', withColumns({ senderAccount: { constant: 'one' } })],
  [
    'with offsets',
    withColumns({ occurredAt: { column: 't', format: 'days', epoch: '2026-01-05T00:00:00Z' } }),
  ],
  ['with two columns', withColumns({ occurredAt: { columns: ['d', 't'], format: 'dd/MM/yyyy HH:mm' } })],
])('accepts a mapping %s', (_case, json) => {
  expect(parseMapping(json).columns.amount).toMatchObject({ column: 'sum' })
})

it.each([
  ['no JSON', '{', /no JSON/],
  ['an unknown key', JSON.stringify({ ...GOOD, colums: {} }), /colums/],
  ['an unknown field', withColumns({ banana: { column: 'x' } }), /banana/],
  ['no amount', withColumns({ amount: undefined }), /columns\.amount/],
  ['an empty name', withColumns({ amount: { column: '' } }), /columns\.amount\.column/],
  ['an unknown type', withColumns({ type: { constant: 'GIFT' } }), /columns\.type\.constant/],
  [
    'an unknown format',
    withColumns({ occurredAt: { column: 't', format: 'weeks' } }),
    /columns\.occurredAt\.format: must be iso/,
  ],
  [
    'an offset without its epoch',
    withColumns({ occurredAt: { column: 't', format: 'hours' } }),
    /occurredAt/,
  ],
  [
    'an epoch without its zone',
    withColumns({ occurredAt: { column: 't', format: 'hours', epoch: '2026-01-05' } }),
    /columns\.occurredAt\.epoch: must be an ISO 8601 time with its zone/,
  ],
  ['two years in a pattern', withColumns({ occurredAt: { column: 't', format: 'yyyy yyyy' } }), /occurredAt/],
  ['an unknown zone', JSON.stringify({ ...GOOD, timeZone: 'Berlin' }), /timeZone: must be a time zone/],
  ['labels without a delay', withColumns({ labelAt: { delayDays: 0 } }), /columns\.labelAt\.delayDays/],
  [
    'a word of two meanings',
    withColumns({ label: { column: 'c', fraud: ['Y'], legitimate: [' y'] } }),
    /two meanings/,
  ],
  ['a delimiter of two characters', JSON.stringify({ ...GOOD, delimiter: ',,' }), /delimiter/],
])('rejects %s', (_case, json, message) => {
  expect(() => parseMapping(json)).toThrow(message)
})

it('finds the product’s columns and PaySim’s without a mapping', () => {
  const paysim = canonicalMapping('step,type,amount,nameOrig,oldbalanceOrg,nameDest,isFraud'.split(','))
  expect(paysim.columns.occurredAt).toMatchObject({ column: 'step', format: 'hours' })
  expect(Object.keys(paysim.columns)).toEqual(
    expect.arrayContaining(['senderBalanceBefore', 'receiverAccount']),
  )
  const own = canonicalMapping('occurred_at,type,amount,nameOrig,isFraud,label_at,device_id'.split(','))
  expect(own.columns).toMatchObject({
    occurredAt: { column: 'occurred_at', format: 'iso' },
    labelAt: { column: 'label_at' },
    deviceId: { column: 'device_id' },
  })
})
