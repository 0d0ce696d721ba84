/** Guarantees: no vector knows anything of the future, and a label counts from its arrival, not before. */

import fc from 'fast-check'
import { FEATURES } from '@/lib/engine/features'
import { PendingLabels } from '@/scripts/training-data/pending-labels'
import { exportRows } from '@/scripts/training-data/replay-history'
import {
  bits,
  DAY_MS,
  happenings,
  HOUR_MS,
  START_MS,
  transaction,
  valueIn,
  type Happening,
} from '../../lib/engine/features/feature-support'

// Nothing here waits for anything: only a machine that is busy with other work makes it slow.

const historyOf = (rows: Happening[]) =>
  rows.map(({ input, isFraud, delayMs }) => ({
    input,
    externalId: null,
    isFraud,
    labelAtMs: delayMs === null ? null : input.occurredAtMs + delayMs,
  }))
const vectorsOf = (rows: Happening[]) => [...exportRows(historyOf(rows))].map(bits)

it('no vector changes when later rows are shifted, changed or dropped', () => {
  fc.assert(
    fc.property(happenings(40), fc.nat(40), fc.integer({ min: 1, max: 900 }), (rows, cut, hours) => {
      const past = rows.slice(0, cut)
      const future = rows.slice(cut).map(({ input, isFraud }) => ({
        input: {
          ...input,
          occurredAtMs: input.occurredAtMs + hours * HOUR_MS,
          amountMinor: input.amountMinor * 3,
        },
        isFraud: !isFraud,
        delayMs: HOUR_MS,
      }))
      const expected = vectorsOf(rows).slice(0, cut)
      expect(vectorsOf([...past, ...future]).slice(0, cut)).toEqual(expected)
      expect(vectorsOf(past)).toEqual(expected)
    }),
    { numRuns: 60 },
  )
})

it('a moved label arrival changes later vectors only, and only their label features', () => {
  fc.assert(
    fc.property(happenings(40), fc.nat(), fc.integer({ min: 0, max: 30 * 24 }), (rows, choice, hours) => {
      fc.pre(rows.length > 0)
      const moved = choice % rows.length
      const changed = rows.map((row, i) => (i === moved ? { ...row, delayMs: hours * HOUR_MS } : row))
      const row = rows[moved]!
      const arrivals = [row.delayMs ?? Infinity, hours * HOUR_MS].map(
        (delay) => row.input.occurredAtMs + delay,
      )
      const firstArrival = Math.min(...arrivals)
      const before = vectorsOf(rows)
      const after = vectorsOf(changed)
      rows.forEach(({ input }, i) => {
        if (i <= moved || input.occurredAtMs < firstArrival) expect(after[i]).toEqual(before[i])
        const others = (vector: number[]) =>
          vector.filter((_bit, k) => FEATURES[k]!.family !== 'label feedback')
        expect(others(after[i]!)).toEqual(others(before[i]!))
      })
    }),
    { numRuns: 100 },
  )
})

it('a label counts from the first transaction at its arrival', () => {
  const at = (days: number) => ({
    input: transaction({ occurredAtMs: START_MS + days * DAY_MS }),
    isFraud: false,
    delayMs: null,
  })
  const fraud = { ...at(0), isFraud: true, delayMs: 7 * DAY_MS }
  const soon = at(7)
  soon.input.occurredAtMs -= 1
  const vectors = [...exportRows(historyOf([fraud, soon, at(7)]))]
  expect(vectors.map((vector) => valueIn(vector, 'receiver_fraud_run'))).toEqual([0, 0, 1])
})

it('returns each label once, in order of arrival, ties in order of their rows', () => {
  const delays = fc.array(fc.record({ arrivedAtMs: fc.nat(50), at: fc.nat(50) }), { maxLength: 200 })
  fc.assert(
    fc.property(delays, (labels) => {
      const pending = new PendingLabels<{ arrivedAtMs: number; row: number }>()
      const waiting: { arrivedAtMs: number; row: number }[] = []
      let nowMs = 0
      const receive = () => {
        const due = waiting.filter(({ arrivedAtMs }) => arrivedAtMs <= nowMs)
        due.sort((a, b) => a.arrivedAtMs - b.arrivedAtMs || a.row - b.row)
        for (const label of due) {
          expect(pending.takeArrived(nowMs)).toEqual(label)
          waiting.splice(waiting.indexOf(label), 1)
        }
        expect(pending.takeArrived(nowMs)).toBeNull()
      }
      labels.forEach(({ arrivedAtMs, at }, row) => {
        nowMs = Math.max(nowMs, at)
        receive()
        const label = { arrivedAtMs, row }
        pending.add(label)
        waiting.push(label)
      })
      nowMs = 100
      receive()
    }),
    { numRuns: 200 },
  )
})
