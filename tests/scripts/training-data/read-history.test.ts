/** Guarantee: any CSV is read through a mapping, and what cannot be read is named by line, column and field. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { mappingSchema, readMapping } from '@/scripts/training-data/mapping'
import { readHistory } from '@/scripts/training-data/read-history'
import { historyRows } from './history-support'

const SAMPLE = path.join(process.cwd(), 'tests/fixtures/paysim-sample.csv')
const HEADER = readFileSync(SAMPLE, 'utf8').split('\n', 1)[0]!
const ROW = '1,PAYMENT,10.5,C1,20.5,10.0,M1,0.0,0.0,0,0'
const DAY_MS = 86_400_000

let folder: string
beforeEach(() => void (folder = mkdtempSync(path.join(tmpdir(), 'read-history-'))))
afterEach(() => rmSync(folder, { recursive: true }))

const write = (name: string, content: string): string => {
  const file = path.join(folder, name)
  writeFileSync(file, content)
  return file
}
const rowsOf = (content: string, mapping: unknown = null) =>
  historyRows(
    readHistory(write('data.csv', content), mapping === null ? null : mappingSchema.parse(mapping), {
      earliestMs: Date.UTC(2010, 0, 1),
    }),
  )

const CARD = {
  delimiter: ';',
  columns: {
    occurredAt: { column: 'TX_DATETIME', format: 'iso' },
    type: { constant: 'PAYMENT' },
    amount: { column: 'TX_AMOUNT' },
    senderAccount: { column: 'CUSTOMER_ID' },
    receiverAccount: { column: 'TERMINAL_ID' },
    label: { column: 'TX_FRAUD', fraud: ['1'] },
    labelAt: { delayDays: 7 },
  },
}
const CARD_HEADER = 'TX_DATETIME;CUSTOMER_ID;TERMINAL_ID;TX_AMOUNT;TX_FRAUD'

it('reads the product’s columns and those of PaySim', async () => {
  const [row] = await rowsOf(`${HEADER}\n${ROW}\n`)
  const occurredAtMs = Date.UTC(2026, 0, 5, 1)
  expect(row).toMatchObject({ externalId: null, isFraud: false, labelAtMs: occurredAtMs + 7 * DAY_MS })
  expect(row!.input).toEqual({
    occurredAtMs,
    type: 'PAYMENT',
    amountMinor: 1050,
    senderAccount: 'C1',
    senderBalanceBeforeMinor: 2050,
    receiverAccount: 'M1',
    receiverBalanceBeforeMinor: 0,
    deviceId: null,
    phone: null,
    ip: null,
    country: null,
    city: null,
    latitude: null,
    longitude: null,
    merchantCategory: null,
    channel: null,
    declinedAttempts: null,
  })
})

it('reads the optional columns of a file; an empty cell is a missing value', async () => {
  const optional =
    'external_id,occurred_at,currency,phone,device_id,ip,city,country,latitude,longitude,merchant_category,channel,declined_attempts,label_at'
  const full =
    '"a ""1""",2026-03-01T00:00:00.001Z,USD,+1,D1,10.0.0.1,"Porto, old",PT,41.15,-8.61,food,app,2,2026-03-09T00:00:00Z'
  const bare = 'b,2026-03-01 01:00:00,,,,,,,,,,,,'
  const [first, second] = await rowsOf(`${HEADER},${optional}\n${ROW},${full}\n\n${ROW},${bare}\n`)
  expect(first).toMatchObject({ externalId: 'a "1"', labelAtMs: Date.UTC(2026, 2, 9) })
  expect(first!.input).toMatchObject({
    occurredAtMs: Date.UTC(2026, 2, 1) + 1,
    phone: '+1',
    deviceId: 'D1',
    ip: '10.0.0.1',
    city: 'Porto, old',
    country: 'PT',
    latitude: 41.15,
    longitude: -8.61,
    merchantCategory: 'food',
    channel: 'app',
    declinedAttempts: 2,
  })
  expect(second).toMatchObject({ externalId: 'b', labelAtMs: null })
  expect(second!.input).toMatchObject({
    occurredAtMs: Date.UTC(2026, 2, 1, 1),
    deviceId: null,
    latitude: null,
  })
})

it('reads a file of card payments through a mapping', async () => {
  const rows = await rowsOf(
    `${CARD_HEADER}\r\n2018-04-01 00:00:31;596;3156;57.16;0\r\n2018-04-01 00:02:10;4961;3412;81.514;1\r\n`,
    CARD,
  )
  expect(rows.map(({ input, isFraud }) => [input.senderAccount, input.receiverAccount, isFraud])).toEqual([
    ['596', '3156', false],
    ['4961', '3412', true],
  ])
  expect(rows.map(({ input }) => [input.type, input.amountMinor])).toEqual([
    ['PAYMENT', 5716],
    ['PAYMENT', 8151],
  ])
  const at = Date.UTC(2018, 3, 1, 0, 0, 31)
  expect(rows[0]).toMatchObject({ input: { occurredAtMs: at }, labelAtMs: at + 7 * DAY_MS })
})

it.each([
  ['iso', '2026-01-05T01:00:00+02:00', undefined, Date.UTC(2026, 0, 4, 23)],
  ['iso', '2026-01-05', undefined, Date.UTC(2026, 0, 5)],
  ['epoch-s', '1325376018.5', undefined, 1_325_376_018_500],
  ['epoch-ms', '1325376018500', undefined, 1_325_376_018_500],
  ['seconds', '90', '2026-01-05', Date.UTC(2026, 0, 5, 0, 1, 30)],
  ['hours', '1.5', '2026-01-05T00:00:00Z', Date.UTC(2026, 0, 5, 1, 30)],
  ['days', '-1', '2026-01-05T00:00:00Z', Date.UTC(2026, 0, 4)],
])('reads a time in %s: %s', async (format, text, epoch, expected) => {
  const occurredAt = { column: 'TX_DATETIME', format, ...(epoch !== undefined && { epoch }) }
  const mapping = { ...CARD, columns: { ...CARD.columns, occurredAt } }
  const [row] = await rowsOf(`${CARD_HEADER}\n${text};1;2;3;0\n`, mapping)
  expect(row!.input.occurredAtMs).toBe(expected)
})

it('translates types and labels by the mapping', async () => {
  const columns = {
    ...CARD.columns,
    type: { column: 'TERMINAL_ID', values: { chip: 'PAYMENT', atm: 'CASH_OUT' }, default: 'OTHER' },
    label: { column: 'TX_FRAUD', fraud: ['Yes', 'Y'] },
  }
  const body = ['chip;1;Yes', 'atm;1;No', 'wire;1;Y', 'wire;1;n'].map((row) => {
    const [type, amount, label] = row.split(';')
    return `2018-04-01;9;${type};${amount};${label}`
  })
  const rows = await rowsOf([CARD_HEADER, ...body].join('\n'), { ...CARD, columns })
  expect(rows.map(({ input, isFraud }) => [input.type, isFraud])).toEqual([
    ['PAYMENT', true],
    ['CASH_OUT', false],
    ['OTHER', true],
    ['OTHER', false],
  ])
})

it.each([
  ['an amount that is no number', ROW.replace('10.5', 'ten'), 'Line 3, column amount: cannot read "ten"'],
  ['an infinite amount', ROW.replace('10.5', 'Infinity'), 'Line 3, column amount: cannot read "Infinity"'],
  ['a negative amount', ROW.replace('10.5', '-10.5'), 'Line 3, column amount: cannot read "-10.5"'],
  ['a missing amount', ROW.replace('10.5', ''), 'Line 3, column amount: it is empty'],
  ['a balance that is no number', ROW.replace('20.5', '20,5'), 'Line 3: 12 columns instead of 11'],
  [
    'an unknown type',
    ROW.replace('PAYMENT', 'GIFT'),
    'Line 3, column type: cannot read "GIFT", one of CASH_IN',
  ],
  ['a missing sender', ROW.replace('C1', ''), 'Line 3, column nameOrig (senderAccount): it is empty'],
  [
    'a label that is neither',
    ROW.replace(/0,0$/, '2,0'),
    'Line 3, column isFraud (label): cannot read "2", 0 or 1',
  ],
  ['a step that is no number', ROW.replace('1,', 'x,'), 'Line 3, column step (occurredAt): cannot read "x"'],
  ['a row out of order', ROW.replace('1,', '0,'), 'Line 3, column step: it lies before the line above it'],
  ['a cut row', '1,PAYMENT,10.5', 'Line 3: 3 columns instead of 11'],
])('rejects %s with line and column', async (_case, bad, message) => {
  await expect(rowsOf(`${HEADER}\n${ROW}\n${bad}\n`)).rejects.toThrow(message)
})

it.each([
  ['2018-13-01 00:00:00;1;2;3;0', 'column TX_DATETIME (occurredAt): cannot read "2018-13-01 00:00:00"'],
  ['2018-02-30;1;2;3;0', 'column TX_DATETIME (occurredAt): cannot read "2018-02-30", an ISO 8601 time'],
  ['2018-04-01;1;2;$3;0', 'column TX_AMOUNT (amount): cannot read "$3", a plain number, not negative,'],
])('names the field of the mapping that is wrong: %s', async (row, message) => {
  await expect(rowsOf(`${CARD_HEADER}\n${row}\n`, CARD)).rejects.toThrow(`Line 2, ${message}`)
})

it('counts the lines of the file, also after blank lines and line breaks in quotes', async () => {
  const broken = `${HEADER}\n${ROW}\n\n${ROW.replace('C1', '"C\n1"')}\nnonsense\n`
  await expect(rowsOf(broken)).rejects.toThrow('Line 6: 1 columns instead of 11')
})

it.each([
  [
    'without a needed column',
    `${HEADER.replace('amount', 'other')}\n${ROW}\n`,
    'Line 1: column amount is missing',
  ],
  [
    'with a column twice',
    `${HEADER.replace('isFlaggedFraud', 'isFraud')}\n${ROW}\n`,
    'isFraud (label) is there twice',
  ],
  ['that is empty', '', 'Line 1: the file is empty'],
])('rejects a file %s', async (_case, content, message) => {
  await expect(rowsOf(content)).rejects.toThrow(message)
})

it.each([
  ['no JSON', '{', /mapping\.json: no JSON/],
  ['an unknown key', JSON.stringify({ ...CARD, colums: {} }), /colums/],
  ['a field that is not there', JSON.stringify({ columns: { amount: { column: 'a' } } }), /occurredAt/],
  [
    'an offset without its epoch',
    JSON.stringify({ columns: { ...CARD.columns, occurredAt: { column: 'T', format: 'hours' } } }),
    /columns\.occurredAt/,
  ],
])('rejects a mapping with %s', (_case, content, message) => {
  expect(() => readMapping(write('mapping.json', content))).toThrow(message)
})
