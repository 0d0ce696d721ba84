/** Guarantee: the summary of a file counts what was read, and names what a reader must know before training. */

import { HistorySummarizer, mappingSchema, readHistory } from '@/lib/scoring/history'
import { IdSet } from '@/lib/scoring/history/id-set'
import { fileFolder } from '../../../support/history-file'

const { write } = fileFolder()
const HEADER = 'when,kind,amount,sender,receiver,flag,fraud'
const MAPPING = mappingSchema.parse({
  timeZone: 'UTC',
  columns: {
    occurredAt: { column: 'when', format: 'iso' },
    type: { column: 'kind' },
    amount: { column: 'amount' },
    senderAccount: { column: 'sender' },
    receiverAccount: { column: 'receiver' },
    merchantCategory: { column: 'flag' },
    label: { column: 'fraud', unknown: [''] },
    labelAt: { delayDays: 3 },
  },
})

async function summaryOf(rows: string[]) {
  const file = readHistory(write('data.csv', [HEADER, ...rows].join('\n')), MAPPING)
  const summarizer = new HistorySummarizer()
  for await (const batch of file.batches) summarizer.add(batch)
  return summarizer.summary(MAPPING)
}
const at = (i: number) => new Date(Date.UTC(2026, 0, 5) + i * 600_000).toISOString()

it('counts rows, reasons, labels, types and accounts', async () => {
  const summary = await summaryOf([
    `${at(0)},PAYMENT,1.5,1,2,x,0`,
    `${at(1)},TRANSFER,1.5,2,3,x,1`,
    `${at(2)},PAYMENT,ten,2,3,x,0`,
    `${at(3)},PAYMENT,1.5,1,2,x,`,
    `${at(4)},PAYMENT,eleven,1,2,x,0`,
    `${at(5)},GIFT,1.5,1,2,x,0`,
    'broken',
  ])
  expect(summary).toMatchObject({ rows: 7, accepted: 3, rejected: 4 })
  expect(summary.reasons[0]).toEqual({
    column: 'amount',
    field: 'amount',
    reason: 'is not a plain number',
    rows: 2,
    firstLine: 4,
  })
  expect(summary.reasons.map(({ rows }) => rows)).toEqual([2, 1, 1])
  expect(summary.labels).toEqual({ frauds: 1, legitimate: 1, none: 1, arrived: 2 })
  expect(summary.types).toEqual({ PAYMENT: 2, TRANSFER: 1 })
  expect(summary.accounts).toEqual({ senders: 2, receivers: 2, both: 1 })
  expect([summary.fromMs, summary.toMs].map((ms) => new Date(ms!).toISOString())).toEqual([at(0), at(3)])
})

it('names a column that knows the label, by its name in the file', async () => {
  const rows = Array.from({ length: 2000 }, (_, i) => {
    const fraud = i % 50 === 0
    return `${at(i)},PAYMENT,1.5,${i % 7},2,${fraud ? 'chargeback' : 'ok'},${Number(fraud)}`
  })
  expect((await summaryOf(rows)).leaks).toEqual([
    {
      field: 'merchantCategory',
      column: 'flag',
      reason: expect.stringContaining('"chargeback" occurs in 40 rows'),
    },
  ])
})

it('names days without labels', async () => {
  const rows = Array.from({ length: 144 * 30 }, (_, i) => {
    const day = Math.floor(i / 144)
    return `${at(i)},PAYMENT,1.5,${i % 7},2,x,${Number(i % 24 === 0 && (day < 10 || day > 19))}`
  })
  const { gaps } = await summaryOf(rows)
  const firstDay = Date.UTC(2026, 0, 5) / 86_400_000
  expect(gaps).toEqual([
    expect.objectContaining({ fromDay: firstDay + 10, toDay: firstDay + 19, frauds: 0, rows: 1440 }),
  ])
})

it('keeps ids apart by their hashes, with their marks', () => {
  const ids = new IdSet()
  const marksOf = (step: number, bits: number) =>
    Array.from({ length: 50_000 / step }, (_, i) => ids.mark(`id-${i * step}`, bits))
  expect(new Set(marksOf(1, 1))).toEqual(new Set([0]))
  expect(new Set(marksOf(2, 2))).toEqual(new Set([1]))
  expect([ids.size, ids.count(1), ids.count(2), ids.count(3)]).toEqual([50_000, 50_000, 25_000, 25_000])
})
