/** Guarantee: the time of a row is an instant without doubt: its zone is known, its unit fits, its clock existed. */

import { fileFolder } from '../../../support/history-file'

const { read } = fileFolder()
const HEADER = 'WHEN;CLOCK;LABELLED;TX_FRAUD'

const mapping = (occurredAt: object, more: { timeZone?: string; labelAt?: object } = {}) => ({
  delimiter: ';',
  ...(more.timeZone && { timeZone: more.timeZone }),
  columns: {
    occurredAt: { ...('columns' in occurredAt ? {} : { column: 'WHEN' }), ...occurredAt },
    type: { constant: 'PAYMENT' },
    amount: { column: '#4' },
    senderAccount: { constant: 'a' },
    label: { column: 'TX_FRAUD' },
    ...(more.labelAt && { labelAt: more.labelAt }),
  },
})
const timesOf = async (map: unknown, ...rows: string[]) => {
  const found = await read(
    [HEADER, ...rows.map((row) => `${row};;0`.split(';').slice(0, 4).join(';'))].join('\n'),
    map,
  )
  return {
    times: found.rows.map(({ occurredAtMs }) => new Date(occurredAtMs).toISOString()),
    labels: found.rows.map(({ label }) => (label?.atMs == null ? null : new Date(label.atMs).toISOString())),
    rejected: found.rejected,
    notes: found.rows.map(({ notes }) => [...notes]),
  }
}
const row = (when: string, clock = '', labelled = '') => `${when};${clock};${labelled};0`

it.each([
  ['iso', '2026-01-05T01:00:00+02:00', undefined, '2026-01-04T23:00:00.000Z'],
  ['iso', '2026-01-05 01:00Z', undefined, '2026-01-05T01:00:00.000Z'],
  ['epoch-s', '1325376018.5', undefined, '2012-01-01T00:00:18.500Z'],
  ['epoch-ms', '1325376018500', undefined, '2012-01-01T00:00:18.500Z'],
  ['seconds', '90', '2026-01-05T00:00:00Z', '2026-01-05T00:01:30.000Z'],
  ['minutes', '90', '2026-01-05T00:00:00Z', '2026-01-05T01:30:00.000Z'],
  ['hours', '1.5', '2026-01-05T00:00:00+03:00', '2026-01-04T22:30:00.000Z'],
  ['days', '-1', '2026-01-05T00:00:00Z', '2026-01-04T00:00:00.000Z'],
])('reads a time in %s: %s', async (format, text, epoch, expected) => {
  const { times } = await timesOf(mapping({ format, ...(epoch !== undefined && { epoch }) }), row(text))
  expect(times).toEqual([expected])
})

it('reads local times in the zone of the mapping, and prefers a zone in the text', async () => {
  const map = mapping({ format: 'iso' }, { timeZone: 'Africa/Nairobi' })
  expect((await timesOf(map, row('2026-01-05 08:30:00'), row('2026-01-05T08:30:00Z'))).times).toEqual([
    '2026-01-05T05:30:00.000Z',
    '2026-01-05T08:30:00.000Z',
  ])
})

it('rejects a local time where nothing names its zone', async () => {
  const { rejected } = await timesOf(mapping({ format: 'iso' }), row('2026-01-05 08:30:00'))
  expect(rejected).toEqual([
    'Line 2, column WHEN (occurredAt): "2026-01-05 08:30:00" has no time zone, and the mapping names none (`timeZone`)',
  ])
})

it('reads date and time from two columns, and rejects a date that is read alone', async () => {
  const both = { columns: ['WHEN', 'CLOCK'], format: 'iso', timeZone: 'Europe/Berlin' }
  expect((await timesOf(mapping(both), row('2026-01-05', '08:30:15'))).times).toEqual([
    '2026-01-05T07:30:15.000Z',
  ])
  expect((await timesOf(mapping(both), row('2026-01-05', ''))).rejected).toEqual([
    expect.stringContaining('has no time of day'),
  ])
  const alone = await timesOf(mapping({ format: 'iso', timeZone: 'UTC' }), row('2026-01-05', '08:30:15'))
  expect(alone.rejected).toEqual([expect.stringContaining('name the column of the time too')])
  const declared = await timesOf(mapping({ format: 'date', timeZone: 'UTC' }), row('2026-01-05', '08:30:15'))
  expect(declared.times).toEqual(['2026-01-05T00:00:00.000Z'])
})

it.each([
  ['dd/MM/yyyy HH:mm', '03/04/2019 09:05', '2019-04-03T09:05:00.000Z'],
  ['M/d/yyyy h:mm:ss a', '4/3/2019 9:05:07 PM', '2019-04-03T21:05:07.000Z'],
  ['d-MMM-yyyy HH:mm', '3-Apr-2019 09:05', '2019-04-03T09:05:00.000Z'],
  ['yyyy.MM.dd HH:mm:ss.SSS', '2019.04.03 09:05:07.25', '2019-04-03T09:05:07.250Z'],
])('reads the pattern %s', async (format, text, expected) => {
  expect((await timesOf(mapping({ format, timeZone: 'UTC' }), row(text))).times).toEqual([expected])
  const { rejected } = await timesOf(mapping({ format, timeZone: 'UTC' }), row('2019-04-03'))
  expect(rejected).toHaveLength(1)
})

it.each([
  '2026-13-01 00:00:00',
  '2026-02-30 10:00',
  '2026-02-03 24:00',
  '2026-02-03 10:60',
  'yesterday',
  '03.02.2026 10:00',
])('rejects %s, which is no time', async (text) => {
  const { rejected } = await timesOf(mapping({ format: 'iso', timeZone: 'UTC' }), row(text))
  expect(rejected).toEqual([expect.stringContaining('is not an ISO 8601 time')])
})

it.each([
  ['epoch-s', '1700000000000', 'looks like milliseconds since 1970, but the mapping says epoch-s'],
  ['epoch-ms', '1700000000', 'looks like seconds since 1970, but the mapping says epoch-ms'],
  ['epoch-ms', '1700000000000000', 'looks like microseconds since 1970'],
  ['epoch-s', '12', 'must not be before'],
])('names the unit that a number in %s fits', async (format, text, reason) => {
  expect((await timesOf(mapping({ format }), row(text))).rejected).toEqual([expect.stringContaining(reason)])
})

describe('when the clock changes', () => {
  const berlin = mapping({ format: 'iso', timeZone: 'Europe/Berlin' })

  it('rejects an hour that does not exist', async () => {
    const { times, rejected } = await timesOf(
      berlin,
      row('2026-03-29 01:59:59'),
      row('2026-03-29 02:30:00'),
      row('2026-03-29 03:00:00'),
    )
    expect(times).toEqual(['2026-03-29T00:59:59.000Z', '2026-03-29T01:00:00.000Z'])
    expect(rejected).toEqual([
      expect.stringContaining('does not exist in Europe/Berlin: the clock skips that hour'),
    ])
  })

  it('reads the hour that comes twice in the order of the rows, and says so', async () => {
    const { times, notes } = await timesOf(
      berlin,
      row('2025-10-26 02:10:00'),
      row('2025-10-26 02:50:00'),
      row('2025-10-26 02:05:00'),
      row('2025-10-26 02:55:00'),
      row('2025-10-26 03:00:00'),
    )
    expect(times).toEqual([
      '2025-10-26T00:10:00.000Z',
      '2025-10-26T00:50:00.000Z',
      '2025-10-26T01:05:00.000Z',
      '2025-10-26T01:55:00.000Z',
      '2025-10-26T02:00:00.000Z',
    ])
    expect(notes.flat()).toEqual(Array(4).fill('repeated hour'))
  })
})

it('reads a label’s date as the end of that day', async () => {
  const labelAt = { column: 'LABELLED', format: 'date' }
  const map = mapping({ format: 'iso' }, { timeZone: 'Africa/Nairobi', labelAt })
  const { labels } = await timesOf(map, row('2026-01-05 08:30', '', '2026-01-05'))
  expect(labels).toEqual(['2026-01-05T21:00:00.000Z'])
})
