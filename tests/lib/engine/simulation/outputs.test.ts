/** Guarantee: scoring gets exactly the transaction, never its label or the truth; the CSV says the same in cells. */

import Papa from 'papaparse'
import { CSV_HEADER, toCsvRow, toScoreBody, toTruthRow, TYPOLOGIES } from '@/lib/engine/simulation'
import { transactionBody } from '@/lib/scoring/path/schema'
import { eventsOf, SMALL } from './world-support'

const events = eventsOf({ ...SMALL, days: 3 })

it('the score body parses to the transaction itself', () => {
  for (const { transaction } of events) {
    const { step: _hour, ...rest } = transaction
    expect(transactionBody.parse(toScoreBody(transaction))).toEqual({
      written: { ...rest, step: null, metadata: null },
      received: null,
    })
  }
})

it('no score body contains the label or the truth', () => {
  const keys = new Set(events.flatMap(({ transaction }) => Object.keys(toScoreBody(transaction))))
  expect([...keys].filter((key) => /fraud|label|truth|typology/i.test(key))).toEqual([])
  const bodies = JSON.stringify(events.map(({ transaction }) => toScoreBody(transaction)))
  for (const name of TYPOLOGIES) expect(bodies).not.toContain(name)
})

it('a CSV row has the transaction and the recorded label; the truth is separate', () => {
  const header = CSV_HEADER.split(',')
  for (const event of events) {
    const { data } = Papa.parse<string[]>(toCsvRow(event))
    expect(data).toHaveLength(1)
    const cell = Object.fromEntries(header.map((name, at) => [name, data[0]![at]]))
    expect(data[0]).toHaveLength(header.length)
    const { transaction, label, truth } = event
    expect(cell).toMatchObject({
      external_id: transaction.externalId,
      type: transaction.type,
      nameDest: transaction.receiverAccount ?? '',
      city: transaction.city ?? '',
      isFraud: label.isFraud ? '1' : '0',
      isFlaggedFraud: '0',
    })
    expect(Math.round(Number(cell.amount) * 100)).toBe(transaction.amountMinor)
    expect(Date.parse(cell.occurred_at!)).toBe(transaction.occurredAtMs)
    expect(cell.label_at === '' ? null : Date.parse(cell.label_at!)).toBe(label.arrivesAtMs)
    expect(toTruthRow(event)).toBe(
      `${transaction.externalId},${truth.isFraud ? 1 : 0},${truth.typology ?? ''}`,
    )
  }
})
