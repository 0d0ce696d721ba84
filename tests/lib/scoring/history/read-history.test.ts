/** Guarantee: any CSV is read through a mapping; a row that the scoring API would reject is rejected by line, and alone. */

import { readFileSync } from 'node:fs'
import path from 'node:path'
import { featureInputAt } from '@/lib/scoring/path/schema'
import { fileFolder } from '../../../support/history-file'

const SAMPLE = path.join(process.cwd(), 'tests/fixtures/paysim-sample.csv')
const HEADER = readFileSync(SAMPLE, 'utf8').split('\n', 1)[0]!
const ROW = '1,PAYMENT,10.5,C1,20.5,10.0,M1,0.0,0.0,0,0'
const DAY_MS = 86_400_000
const { read } = fileFolder()

const CARD = {
  delimiter: ';',
  timeZone: 'UTC',
  columns: {
    occurredAt: { column: 'TX_DATETIME', format: 'iso' },
    type: { constant: 'PAYMENT' },
    amount: { column: 'TX_AMOUNT' },
    senderAccount: { column: 'CUSTOMER_ID', prefix: 'customer ' },
    receiverAccount: { column: 'TERMINAL_ID', prefix: 'terminal ' },
    label: { column: 'TX_FRAUD', fraud: ['1'] },
    labelAt: { delayDays: 7 },
  },
}
const CARD_HEADER = 'TX_DATETIME;CUSTOMER_ID;TERMINAL_ID;TX_AMOUNT;TX_FRAUD'

it('reads the product’s columns and those of PaySim', async () => {
  const { rows } = await read(`${HEADER}\n${ROW}\n`)
  const [row] = rows
  const occurredAtMs = Date.UTC(2026, 0, 5, 1)
  expect(row).toMatchObject({
    line: 2,
    record: 0,
    label: { isFraud: false, atMs: occurredAtMs + 7 * DAY_MS },
  })
  expect(row!.transaction.externalId).toBeNull()
  expect(featureInputAt(row!.transaction, row!.occurredAtMs)).toEqual({
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
    '"a ""1""",2026-03-01T00:00:00.001Z,USD,+254788534310,D1,10.0.0.1,"Porto, old",PT,41.15,-8.61,food,app,2,2026-03-09T00:00:00Z'
  const bare = 'b,2026-03-01 01:00:00Z,,,,,,,,,,,,'
  const { rows, rejected } = await read(`${HEADER},${optional}\n${ROW},${full}\n\n${ROW},${bare}\n`)
  expect(rejected).toEqual([])
  expect(rows[0]!.label!.atMs).toBe(Date.UTC(2026, 2, 9))
  expect(rows[0]!.transaction).toMatchObject({
    externalId: 'a "1"',
    currency: 'USD',
    deviceId: 'D1',
    country: 'PT',
    latitude: 41.15,
    longitude: -8.61,
    declinedAttempts: 2,
  })
  expect(rows[1]).toMatchObject({ occurredAtMs: Date.UTC(2026, 2, 1, 1), label: { atMs: null } })
  expect(rows[1]!.transaction).toMatchObject({ externalId: 'b', deviceId: null, latitude: null })
})

it('keeps customer 596 and terminal 596 apart', async () => {
  const { rows } = await read(
    `${CARD_HEADER}\r\n2018-04-01 00:00:31;596;3156;57.16;0\r\n2018-04-01 00:02:10;4961;596;81.5;1\r\n`,
    CARD,
  )
  expect(
    rows.map(({ transaction, label }) => [
      transaction.senderAccount,
      transaction.receiverAccount,
      label!.isFraud,
    ]),
  ).toEqual([
    ['customer 596', 'terminal 3156', false],
    ['customer 4961', 'terminal 596', true],
  ])
  expect(rows.map(({ transaction }) => transaction.amountMinor)).toEqual([5716, 8150])
  const at = Date.UTC(2018, 3, 1, 0, 0, 31)
  expect(rows[0]).toMatchObject({ occurredAtMs: at, label: { atMs: at + 7 * DAY_MS } })
})

const optionalHeader = `${HEADER},external_id,country,ip,latitude,currency,declined_attempts`
it.each([
  ['a negative amount', ['amount', '-10.5'], /^Line 3, column amount: "-10.5" /],
  ['an amount that is no number', ['amount', 'ten'], /"ten" is not a plain number/],
  ['an infinite amount', ['amount', 'Infinity'], /"Infinity" is not a plain number/],
  ['an amount with an exponent', ['amount', '1e3'], /"1e3" is not a plain number/],
  ['an amount above the bound', ['amount', '10000000000001'], /column amount: /],
  ['an amount with three decimals', ['amount', '10.555'], /decimals/],
  ['a missing amount', ['amount', ''], /column amount: it is empty/],
  [
    'a balance that is no number',
    ['oldbalanceOrg', 'lots'],
    /column oldbalanceOrg \(senderBalanceBefore\): "lots"/,
  ],
  ['an unknown type', ['type', 'GIFT'], /column type: "GIFT"/],
  ['a missing sender', ['nameOrig', ' '], /column nameOrig \(senderAccount\): it is empty/],
  ['a sender of 65 characters', ['nameOrig', 'C'.repeat(65)], /column nameOrig \(senderAccount\)/],
  ['an id with a control character', ['nameDest', 'M\u00071'], /column nameDest \(receiverAccount\)/],
  ['an id in scientific notation', ['nameOrig', '2.29116E+15'], /scientific notation: a spreadsheet/],
  ['a label that is neither', ['isFraud', '2'], /column isFraud \(label\): "2" is neither 0 nor 1/],
  ['a missing label', ['isFraud', ''], /column isFraud \(label\): it is empty/],
  ['a step that is no number', ['step', 'x'], /column step \(occurredAt\): "x" is not a number of hours/],
  ['a step ahead of the clock', ['step', '900000'], /more than 5 minutes ahead/],
  ['a row out of order', ['step', '0'], /column step \(occurredAt\): it lies before a row above it/],
  ['a repeated id', ['external_id', 'e1'], /column external_id \(externalId\): it is there twice/],
  ['an unknown country', ['country', '1'], /column country: "1"/],
  ['an address that is none', ['ip', '10.0.0'], /column ip: "10.0.0"/],
  ['a latitude beyond the pole', ['latitude', '91'], /column latitude: "91"/],
  ['half an attempt', ['declined_attempts', '0.5'], /column declined_attempts \(declinedAttempts\): "0.5"/],
])('rejects %s alone', async (_case, [column, value], message) => {
  const names = optionalHeader.split(',')
  const good = (id: string) => `${ROW},${id},KE,10.0.0.1,1.5,USD,0`
  const cells = good('e2').split(',')
  cells[names.indexOf(column!)] = value!
  const { rows, rejected } = await read([optionalHeader, good('e1'), cells.join(','), good('e3')].join('\n'))
  expect(rows.map(({ line }) => line)).toEqual([2, 4])
  expect(rejected).toEqual([expect.stringMatching(message)])
  expect(rejected[0]).toMatch(/^Line 3, /)
})

it('names every bad cell of a row', async () => {
  const { rejected } = await read(`${HEADER}\n${ROW.replace('10.5', 'ten').replace('PAYMENT', 'GIFT')}\n`)
  expect(rejected).toHaveLength(2)
})

it('has the line of a row after blank lines, quoted line ends and rows of another width', async () => {
  const { rows, rejected } = await read(
    `${HEADER}\n${ROW}\n\n${ROW.replace('C1', '"C\n1"')}\n${ROW},\nnonsense\n\n\n${ROW}\n,,,\n`,
  )
  expect(rows.map(({ line }) => line)).toEqual([2, 10])
  expect(rejected).toEqual([
    expect.stringMatching(/^Line 4, column nameOrig/),
    'Line 6 has 12 columns instead of 11',
    'Line 7 has 1 columns instead of 11',
  ])
})

it('reads a file with a byte-order mark', async () => {
  const { rows } = await read(`\ufeff${HEADER}\n${ROW}\n`)
  expect(rows).toHaveLength(1)
})

it.each([
  ['without a needed column', `${HEADER.replace('amount', 'other')}\n${ROW}\n`, 'column amount is missing'],
  [
    'with a column twice',
    `${HEADER.replace('isFlaggedFraud', 'isFraud')}\n${ROW}\n`,
    'isFraud is there twice',
  ],
  ['that is empty', '', 'Line 1: the file is empty'],
  ['in UTF-16', Buffer.from(`\ufeff${HEADER}\n${ROW}\n`, 'utf16le'), 'not UTF-8'],
])('rejects a file %s', async (_case, content, message) => {
  await expect(read(content)).rejects.toThrow(message)
})

describe('ids', () => {
  const header = 'Timestamp,From Bank,Account,To Bank,Account,Amount,Is Laundering'
  const ids = {
    timeZone: 'UTC',
    columns: {
      occurredAt: { column: 'Timestamp', format: 'yyyy/MM/dd HH:mm' },
      type: { constant: 'TRANSFER' },
      amount: { column: 'Amount' },
      senderAccount: { columns: ['From Bank', '#3'] },
      receiverAccount: { columns: ['To Bank', '#5'] },
      label: { column: 'Is Laundering' },
    },
  }

  it('are made of several columns, and repeated names are addressed by position', async () => {
    const { rows, rejected } = await read(
      `${header}\n2022/09/01 00:20,10,8000EBD30,12,8000F4580,3.5,0\n`,
      ids,
    )
    expect(rejected).toEqual([])
    expect(rows[0]!.transaction).toMatchObject({
      senderAccount: '10|8000EBD30',
      receiverAccount: '12|8000F4580',
    })
  })

  it('need every part, and no part with the separator', async () => {
    const { rejected } = await read(
      `${header}\n2022/09/01 00:20,,8000EBD30,12,A,3.5,0\n2022/09/01 00:21,1|2,3,12,A,3.5,0\n`,
      ids,
    )
    expect(rejected).toEqual([
      expect.stringMatching(/^Line 2, column From Bank \+ #3 \(senderAccount\): .*a part of the id is empty/),
      expect.stringMatching(/^Line 3, .*contains its separator/),
    ])
  })

  it('may be the same in all rows, or of their own where no column names an account', async () => {
    const columns = {
      ...CARD.columns,
      senderAccount: { perRow: true },
      receiverAccount: { constant: 'the shop' },
    }
    const { rows } = await read(`${CARD_HEADER}\n2018-04-01 00:00;;;1.0;0\n2018-04-01 00:00;;;1.0;0\n`, {
      ...CARD,
      columns,
    })
    const [first, second] = rows.map(({ transaction }) => transaction)
    expect(first!.senderAccount).not.toBe(second!.senderAccount)
    expect([first!.receiverAccount, second!.receiverAccount]).toEqual(['the shop', 'the shop'])
  })
})

describe('labels', () => {
  const withLabel = (label: object) => ({
    ...CARD,
    columns: { ...CARD.columns, label: { column: 'TX_FRAUD', ...label } },
  })
  const file = (...words: string[]) =>
    [CARD_HEADER, ...words.map((word) => `2018-04-01 00:00;9;8;1.0;${word}`)].join('\n')
  const labelsOf = async (label: object, ...words: string[]) => {
    const { rows, rejected } = await read(file(...words), withLabel(label))
    return { labels: rows.map((row) => row.label?.isFraud ?? null), rejected: rejected.length }
  }

  it('are compared trimmed and without case', async () => {
    const found = await labelsOf({ fraud: ['Fraud'] }, 'Fraud', 'fraud', 'FRAUD', 'Fraud ', 'Legit', 'no')
    expect(found).toEqual({ labels: [true, true, true, true, false, false], rejected: 0 })
  })

  it('of an unknown word or without a word are rejected, not legitimate', async () => {
    expect(await labelsOf({ fraud: ['Fraud'] }, 'Fruad', '', 'pending', 'no')).toEqual({
      labels: [false],
      rejected: 3,
    })
    expect(await labelsOf({ fraud: ['Y'], legitimate: ['N'] }, 'Y', 'N', 'no')).toEqual({
      labels: [true, false],
      rejected: 1,
    })
  })

  it('may be declared unknown: the row is history without a label', async () => {
    const found = await labelsOf(
      { fraud: ['Y'], legitimate: ['N'], unknown: ['', 'pending'] },
      'Y',
      '',
      'Pending',
      'N',
    )
    expect(found).toEqual({ labels: [true, null, null, false], rejected: 0 })
  })

  it('are rejected where they are known before or with their transaction', async () => {
    const columns = {
      ...CARD.columns,
      labelAt: { column: 'TERMINAL_ID', format: 'iso' },
      receiverAccount: undefined,
    }
    const { rows, rejected } = await read(
      [
        CARD_HEADER,
        '2018-04-02 10:00;9;2018-04-01 10:00;1.0;1',
        '2018-04-02 10:00;9;2018-04-02 10:00;1.0;1',
        '2018-04-02 10:00;9;2018-04-02 10:01;1.0;1',
      ].join('\n'),
      { ...CARD, columns },
    )
    expect(rows.map(({ line }) => line)).toEqual([4])
    expect(rejected[0]).toMatch(/^Line 2, column TERMINAL_ID \(labelAt\): .* is not after the transaction/)
  })
})

describe('currencies', () => {
  const money = (currency: object) => ({
    ...CARD,
    columns: {
      ...CARD.columns,
      receiverAccount: undefined,
      currency: { column: 'TERMINAL_ID', ...currency },
    },
  })
  const file = [
    CARD_HEADER,
    '2018-04-01 00:00;9;EUR;10.0;0',
    '2018-04-01 00:00;9;JPY;1000;0',
    '2018-04-01 00:00;9;XXQ;10.0;0',
  ].join('\n')

  it('are one to a file: rows in another, or in none of ISO 4217, are rejected', async () => {
    const { rows, rejected } = await read(file, money({}))
    expect((await read(`${CARD_HEADER}\n2018-04-01 00:00;9;XXQ;10.0;0\n`, money({}))).rejected).toHaveLength(
      1,
    )
    expect(rows.map(({ line }) => line)).toEqual([2])
    expect(rejected).toEqual([
      expect.stringMatching(/^Line 3, column TERMINAL_ID \(currency\): "JPY" is another currency/),
      expect.stringMatching(/^Line 4, column TERMINAL_ID \(currency\): "XXQ"/),
    ])
  })

  it('are converted by the rates of the mapping', async () => {
    const rates = [{ currency: 'JPY', rate: '0.0075' }]
    const { rows } = await read(file, money({ into: 'EUR', rates }))
    expect(rows.map(({ transaction }) => transaction.amountMinor)).toEqual([1000, 750])
  })

  it('have the decimals of ISO 4217, also after a conversion', async () => {
    const rates = [
      { currency: 'KWD', rate: '3.25' },
      { currency: 'JPY', rate: '0.0075' },
    ]
    const amounts = ['KWD;1.234', 'EUR;1.234', 'JPY;100.55']
    const text = [CARD_HEADER, ...amounts.map((amount) => `2018-04-01 00:00;9;${amount};0`)].join('\n')
    const { rows, rejected } = await read(text, { ...money({ into: 'EUR', rates }), decimal: '.' })
    expect(rows.map(({ transaction }) => transaction.amountMinor)).toEqual([401])
    expect(rejected).toEqual([
      expect.stringMatching(/^Line 3, column TX_AMOUNT \(amount\): .*at most 2 decimals in EUR/),
      expect.stringMatching(/^Line 4, column TX_AMOUNT \(amount\): .*a whole number in JPY/),
    ])
  })
})

it('translates types by the mapping', async () => {
  const columns = {
    ...CARD.columns,
    receiverAccount: undefined,
    type: { column: 'TERMINAL_ID', values: { chip: 'PAYMENT', ATM: 'CASH_OUT' }, default: 'OTHER' },
  }
  const body = ['chip', 'atm ', 'wire', ''].map((word) => `2018-04-01 00:00;9;${word};1.0;0`)
  const { rows, rejected } = await read([CARD_HEADER, ...body].join('\n'), { ...CARD, columns })
  expect(rows.map(({ transaction }) => transaction.type)).toEqual(['PAYMENT', 'CASH_OUT', 'OTHER'])
  expect(rejected).toEqual([expect.stringMatching(/^Line 5, column TERMINAL_ID \(type\): it is empty/)])
})

it('reads declared texts as empty cells', async () => {
  const mapping = { ...CARD, missing: ['NA', 'null'] }
  const { rows, rejected } = await read(
    `${CARD_HEADER}\n2018-04-01 00:00;9;NULL;1.0;0\n2018-04-01 00:00;na;8;1.0;0\n`,
    mapping,
  )
  expect(rows[0]!.transaction.receiverAccount).toBeNull()
  expect(rejected).toEqual([expect.stringMatching(/^Line 3, column CUSTOMER_ID .* is empty/)])
})
