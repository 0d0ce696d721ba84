import fc from 'fast-check'
import { committedRecords, type LogBatch } from '@/lib/scoring/stream/worker/committed-records'

/** Guarantee: records of aborted transactions are never scored, wherever a response of Kafka begins and ends. */

const NO_PRODUCER = -1n
const TRANSACTIONAL = 16
const CONTROL = 32

const batch = (firstOffset: bigint, values: string[], producerId = NO_PRODUCER): LogBatch => ({
  firstOffset,
  lastOffsetDelta: values.length - 1,
  attributes: producerId === NO_PRODUCER ? 0 : TRANSACTIONAL,
  producerId,
  firstTimestamp: 1_000n,
  records: values.map((value, i) => ({
    offsetDelta: i,
    timestampDelta: BigInt(i),
    key: null,
    value: Buffer.from(value),
  })),
})

const marker = (firstOffset: bigint, producerId: bigint, kind: 'abort' | 'commit'): LogBatch => ({
  firstOffset,
  lastOffsetDelta: 0,
  attributes: TRANSACTIONAL | CONTROL,
  producerId,
  firstTimestamp: 1_000n,
  records: [
    {
      offsetDelta: 0,
      timestampDelta: 0n,
      key: Buffer.from([0, 0, 0, kind === 'abort' ? 0 : 1]),
      value: Buffer.alloc(6),
    },
  ],
})

const valuesOf = (...args: Parameters<typeof committedRecords>) =>
  committedRecords(...args).records.map(({ value }) => value!.toString())

it('keeps records with their offsets and times, from the first one that is wanted', () => {
  const { records, to } = committedRecords([batch(5n, ['a', 'b', 'c'])], [], 6n)
  expect(records).toEqual([
    { offset: 6n, key: null, value: Buffer.from('b'), timestampMs: 1_001 },
    { offset: 7n, key: null, value: Buffer.from('c'), timestampMs: 1_002 },
  ])
  expect(to).toBe(8n)
})

it('goes on where it was if nothing was read', () => {
  expect(committedRecords([], [], 9n)).toEqual({ records: [], to: 9n })
})

it('drops the records of an aborted transaction and keeps those of the committed one after it', () => {
  const log = [batch(0n, ['x'], 7n), marker(1n, 7n, 'abort'), batch(2n, ['a'], 7n), marker(3n, 7n, 'commit')]
  expect(valuesOf(log, [{ producerId: 7n, firstOffset: 0n }], 0n)).toEqual(['a'])
  expect(committedRecords(log, [{ producerId: 7n, firstOffset: 0n }], 0n).to).toBe(4n)
})

it('drops every transaction of a producer that aborts twice', () => {
  const log = [batch(0n, ['x'], 7n), marker(1n, 7n, 'abort'), batch(2n, ['y'], 7n), marker(3n, 7n, 'abort')]
  const aborted = [
    { producerId: 7n, firstOffset: 2n },
    { producerId: 7n, firstOffset: 0n },
  ]
  expect(valuesOf(log, aborted, 0n)).toEqual([])
})

it('drops an aborted transaction whose marker is not in the response', () => {
  expect(valuesOf([batch(0n, ['x', 'y'], 7n)], [{ producerId: 7n, firstOffset: 0n }], 0n)).toEqual([])
})

it('reads over an abort marker of a transaction without records', () => {
  const log = [marker(0n, 8n, 'abort'), batch(1n, ['x'], 7n), marker(2n, 7n, 'abort'), batch(3n, ['a'])]
  expect(valuesOf(log, [{ producerId: 7n, firstOffset: 1n }], 0n)).toEqual(['a'])
})

/** A log of several producers, each with one open transaction at a time, and what a reader of committed records may see. */
const step = fc.record({ producer: fc.nat(2), end: fc.constantFrom('none', 'commit', 'abort') })

it('finds exactly the committed records, however the log is cut into responses', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 40 }), fc.nat(), (steps, cut) => {
      const log: LogBatch[] = []
      const open = new Map<bigint, { firstOffset: bigint; values: string[] }>()
      const aborted: { producerId: bigint; firstOffset: bigint; lastOffset: bigint }[] = []
      const committed = new Set<string>()
      const finish = (producerId: bigint, kind: 'abort' | 'commit') => {
        const { firstOffset, values } = open.get(producerId)!
        open.delete(producerId)
        const at = BigInt(log.length)
        log.push(marker(at, producerId, kind))
        if (kind === 'abort') aborted.push({ producerId, firstOffset, lastOffset: at })
        else values.forEach((value) => committed.add(value))
      }
      for (const { producer, end } of steps) {
        const producerId = BigInt(producer)
        const at = BigInt(log.length)
        const transaction = open.get(producerId) ?? { firstOffset: at, values: [] }
        open.set(producerId, transaction)
        transaction.values.push(String(at))
        log.push(batch(at, [String(at)], producerId))
        if (end !== 'none') finish(producerId, end as 'abort' | 'commit')
      }
      for (const producerId of [...open.keys()]) finish(producerId, 'commit')

      // As a broker does: the aborted transactions of a response are those that overlap with it.
      const found: string[] = []
      const middle = cut % (log.length + 1)
      for (const part of [log.slice(0, middle), log.slice(middle)]) {
        if (part.length === 0) continue
        const [from, last] = [part[0]!.firstOffset, part.at(-1)!.firstOffset]
        const listed = aborted.filter(
          ({ firstOffset, lastOffset }) => firstOffset <= last && lastOffset >= from,
        )
        const { records, to } = committedRecords(part, listed, from)
        expect(to).toBe(last + 1n)
        found.push(...records.map(({ value }) => value!.toString()))
      }
      expect(found).toEqual([...committed].toSorted((a, b) => Number(a) - Number(b)))
    }),
  )
})
