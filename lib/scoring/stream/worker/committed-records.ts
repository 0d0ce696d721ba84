/** Which records of a fetched partition are to be processed: those of aborted transactions and control records are not. */
import type { StreamRecord } from '../read-message'

/** A batch as the client reads it from the log. */
export interface LogBatch {
  firstOffset: bigint
  lastOffsetDelta: number
  attributes: number
  producerId: bigint
  firstTimestamp: bigint
  records: readonly {
    offsetDelta: number
    timestampDelta: bigint
    key: Buffer | null
    value: Buffer | null
  }[]
}

/** An aborted transaction: the records of the producer from this offset up to its next abort marker. */
export interface AbortedTransaction {
  producerId: bigint
  firstOffset: bigint
}

const TRANSACTIONAL = 1 << 4
const CONTROL = 1 << 5
const ABORT = 0
/** The key of a control record: a version, then its kind, two bytes each. */
const KIND_AT = 2

/**
 * The client's own filter keeps one range per producer and response, so it lets records through where a producer aborted twice or where
 * the marker is not in the response. This one follows the log: a producer's records are dropped from the start of its aborted
 * transaction until its abort marker.
 * @param from the first offset that is wanted: a batch can begin before it
 * @returns the records in order, and the offset that follows everything that was read
 */
export function committedRecords(
  batches: readonly LogBatch[],
  abortedTransactions: readonly AbortedTransaction[],
  from: bigint,
): { records: StreamRecord[]; to: bigint } {
  const starting = abortedTransactions.toSorted((a, b) => (a.firstOffset < b.firstOffset ? -1 : 1))
  const aborting = new Set<bigint>()
  const records: StreamRecord[] = []
  let to = from
  for (const batch of batches) {
    const last = batch.firstOffset + BigInt(batch.lastOffsetDelta)
    while (starting[0] && starting[0].firstOffset <= last) aborting.add(starting.shift()!.producerId)
    if (last + 1n > to) to = last + 1n
    if (batch.attributes & CONTROL) {
      if (batch.records[0]?.key?.readInt16BE(KIND_AT) === ABORT) aborting.delete(batch.producerId)
      continue
    }
    if (batch.attributes & TRANSACTIONAL && aborting.has(batch.producerId)) continue
    for (const { offsetDelta, timestampDelta, key, value } of batch.records) {
      const offset = batch.firstOffset + BigInt(offsetDelta)
      if (offset < from) continue
      records.push({ offset, key, value, timestampMs: Number(batch.firstTimestamp + timestampDelta) })
    }
  }
  return { records, to }
}
