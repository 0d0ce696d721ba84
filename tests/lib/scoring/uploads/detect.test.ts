/** Guarantee: an upload shows how it reads a file, and asks where the file leaves a doubt. */

import { detectIn, PAYSIM_HEADER, paysimLine, problemOf, readAll } from './file-support'

const asked = async (...call: Parameters<typeof detectIn>) =>
  (await detectIn(...call)).questions.map(({ kind, about }) => `${kind} ${about}`.trim())

const valueOf = async (name: string, ...call: Parameters<typeof detectIn>) =>
  (await detectIn(...call)).facts.find((fact) => fact.name === name)?.value

it("recognises PaySim's columns, the institution's epoch, and columns that are not used", async () => {
  const { mapping, questions, columns } = await detectIn(`${PAYSIM_HEADER}\n${paysimLine(700, '181.50')}\n`)
  expect(questions).toEqual([])
  expect(mapping?.columns.occurredAt).toEqual({
    column: 'step',
    format: 'hours',
    epoch: '2026-01-05T00:00:00.000Z',
  })
  expect(columns.map(({ field }) => field)).toEqual([
    'occurred_at',
    'type',
    'amount',
    'sender_account',
    'sender_balance_before',
    'sender_balance_after',
    'receiver_account',
    'receiver_balance_before',
    'receiver_balance_after',
    null,
    null,
  ])
})

const LOCAL = (time: string, amount = '12,50', type = 'TRANSFER') =>
  `Date;Type;Amount;Sender Account\n${time};${type};${amount};C1\n`

it('reads semicolons, decimal commas, days before months and local times once the zone is known', async () => {
  const file = LOCAL('31/01/2026 14:05', '1.012,50')
  expect(await asked(file)).toEqual(['time_zone occurred_at'])
  expect(await valueOf('Delimiter', file)).toBe('semicolon')
  expect(await valueOf('Decimal separator', file)).toBe('comma')
  const { rows } = await readAll(file, { answers: { time_zone: 'Africa/Nairobi' } })
  expect(rows[0]?.row.transaction).toMatchObject({
    amountMinor: 101_250,
    occurredAtMs: Date.UTC(2026, 0, 31, 11, 5),
  })
})

it.each([
  ['a day that may be a month', LOCAL('05/04/2026 14:05'), 'day_first occurred_at'],
  ['an amount that may have thousands', LOCAL('2026-01-31T10:00:00Z', '1,234'), 'decimal amount'],
  ['a type that is not known', LOCAL('2026-01-31T10:00:00Z', '12,50', 'Überweisung'), 'type Überweisung'],
  ['times of an unknown form', LOCAL('yesterday'), 'column occurred_at'],
  [
    'no column of senders',
    'occurred_at,type,amount\n2026-01-31T10:00:00Z,TRANSFER,1\n',
    'column sender_account',
  ],
  ['no column of types', 'occurred_at,amount,sender\n2026-01-31T10:00:00Z,1,C1\n', 'type'],
  ['two delimiters that fit', 'occurred_at,type;amount\n1,2;3\n4,5;6\n', 'delimiter'],
])('asks about %s', async (_case, file, question) => {
  expect(await asked(file)).toContain(question)
  expect((await detectIn(file)).mapping).toBeNull()
})

it.each([
  [
    'day_first',
    LOCAL('05/04/2026 14:05'),
    { day_first: true, time_zone: 'UTC' },
    { occurredAtMs: Date.UTC(2026, 3, 5, 14, 5) },
  ],
  [
    'day_first',
    LOCAL('05/04/2026 2:05 pm'),
    { day_first: false, time_zone: 'UTC' },
    { occurredAtMs: Date.UTC(2026, 4, 4, 14, 5) },
  ],
  ['decimal', LOCAL('2026-01-31T10:00:00Z', '1,234'), { decimal: '.' }, { amountMinor: 123_400 }],
  [
    'types',
    LOCAL('2026-01-31T10:00:00Z', '1', 'Überweisung'),
    { types: { Überweisung: 'TRANSFER' } },
    { type: 'TRANSFER' },
  ],
  [
    'the only type',
    'occurred_at,amount,sender\n2026-01-31T10:00:00Z,1,C1\n',
    { types: { '': 'PAYMENT' } },
    { type: 'PAYMENT' },
  ],
  [
    'columns',
    'occurred_at,type,amount,who\n2026-01-31T10:00:00Z,TRANSFER,1,C9\n',
    { columns: { sender_account: 'who' } },
    { senderAccount: 'C9' },
  ],
] as const)('reads the file by the answer about %s', async (_case, file, answers, expected) => {
  expect((await readAll(file, { answers })).rows[0]?.row.transaction).toMatchObject(expected)
})

it.each([
  ['1769853600', Date.UTC(2026, 0, 31, 10)],
  ['1769853600000', Date.UTC(2026, 0, 31, 10)],
  ['2026-01-31T13:00:00+03:00', Date.UTC(2026, 0, 31, 10)],
])('reads the time %s without a question', async (time, occurredAtMs) => {
  expect((await readAll(LOCAL(time))).rows[0]?.row.transaction.occurredAtMs).toBe(occurredAtMs)
})

it('takes words of types in any case and with blanks or hyphens', async () => {
  const { rows } = await readAll(`${PAYSIM_HEADER}\n${paysimLine(1, 1).replace('TRANSFER', 'Cash-In')}\n`)
  expect(rows[0]?.row.transaction.type).toBe('CASH_IN')
})

it('uses a mapping as it is, without its labels', async () => {
  const mapping = {
    columns: {
      occurredAt: { column: 'T', format: 'epoch-s' },
      type: { constant: 'PAYMENT' },
      amount: { column: 'A' },
      senderAccount: { column: 'S', prefix: 'customer ' },
      label: { column: 'F' },
    },
  }
  const { rows, rejects } = await readAll('T,A,S,F\n1769853600,1.5,7,perhaps\n', { mapping })
  expect(rejects).toEqual([])
  expect(rows[0]?.row.transaction).toMatchObject({ senderAccount: 'customer 7', amountMinor: 150 })
})

it.each([
  [{ columns: {} }, /^invalid-request mapping: columns\.occurredAt/],
  [
    {
      columns: {
        occurredAt: { column: 'a', format: 'iso' },
        type: { constant: 'PAYMENT' },
        amount: { column: 'a' },
        senderAccount: { perRow: true },
      },
    },
    /senderAccount\.perRow is for training/,
  ],
  [
    {
      columns: {
        occurredAt: { column: 'a', format: 'iso' },
        type: { constant: 'PAYMENT' },
        amount: { column: 'a' },
        senderAccount: { column: 'a' },
        currency: { column: 'a', into: 'EUR' },
      },
    },
    /currency\.into is for training/,
  ],
])('rejects a mapping that cannot be used: %j', async (mapping, reason) => {
  expect(await problemOf(readAll('a,b\n1,2\n', { mapping }))).toMatch(reason)
})

it('rejects the rows of a word that is no type alone, where other rows have known types', async () => {
  const file = `${PAYSIM_HEADER}\n${paysimLine(1, '1.00')}\n${paysimLine(2, '2.00').replace('TRANSFER', 'BARTER')}\n`
  const { questions, mapping } = await detectIn(file)
  expect(questions.map(({ kind, about, required }) => [kind, about, required])).toEqual([
    ['type', 'BARTER', false],
  ])
  expect(mapping).not.toBeNull()
  const { rows, rejects } = await readAll(file)
  expect(rows.map(({ line }) => line)).toEqual([2])
  expect(rejects.map(({ line, errors }) => [line, errors[0]?.field])).toEqual([[3, 'type']])
  expect((await readAll(file, { answers: { types: { BARTER: 'OTHER' } } })).rejects).toEqual([])
})

/** More rows than are read to find out how a file is written. */
const LATER = (first: string, last: string) =>
  `Date;Type;Amount;Sender Account\n${`${first}\n`.repeat(3_000)}${last}\n`

it.each([
  [
    'the month first',
    LATER('31/01/2026 14:05;TRANSFER;12,50;C1', '01/31/2026 14:05;TRANSFER;12,50;C1'),
    'is one in M/d/yyyy H:mm, but the file is read as d/M/yyyy H:mm: check the other rows',
  ],
  [
    'a decimal point',
    LATER('31/01/2026 14:05;TRANSFER;12,50;C1', '31/01/2026 14:05;TRANSFER;12.50;C1'),
    'is not a plain number: its decimal separator would be ".", but the file is read with ","; check the other rows',
  ],
])('says that a later row has %s, against the rows before it', async (_case, file, reason) => {
  const { rows, rejects } = await readAll(file, { answers: { time_zone: 'UTC' } })
  expect(rows).toHaveLength(3_000)
  expect(rejects.map(({ errors }) => errors[0]?.reason)).toEqual([reason])
})
