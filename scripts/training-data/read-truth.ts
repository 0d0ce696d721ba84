import { hashOf } from '@/lib/engine/features/states/hash'
import { readRecords } from '@/lib/platform/csv/read-records'

const HEADER = ['external_id', 'is_fraud', 'typology']
const MOST_TYPOLOGIES = 255

/** The true labels of a history, row by row. For evaluation only; never a feature or a label. */
export interface Truth {
  rows: number
  isFraud: Uint8Array
  /** 0 for none, else 1 + the index in `typologies`. */
  typology: Uint8Array
  typologies: string[]
  /** Throws an Error when row `row` (from 0) belongs to another transaction. */
  requireSame(row: number, externalId: string | null): void
}

/**
 * Reads a truth file completely; it has the rows of the data file in the same order. Keeps 32-bit hashes of the ids:
 * enough to detect a file of other transactions within a row or two.
 */
export async function readTruth(path: string): Promise<Truth> {
  const frauds: number[] = []
  const found: number[] = []
  const ids: number[] = []
  const typologies: string[] = []
  let sawHeader = false
  for await (const records of readRecords(path, ',').batches) {
    records.forEach(({ line, cells, damage }) => {
      const where = `${path}, line ${line}`
      if (damage !== null) throw new Error(`${where}: ${damage}`)
      if (!sawHeader) {
        if (cells.join() !== HEADER.join()) throw new Error(`${where}: ${HEADER.join()} is expected`)
        sawHeader = true
        return
      }
      const [id, isFraud, typology] = cells
      if (cells.length !== HEADER.length) throw new Error(`${where}: ${cells.length} columns instead of 3`)
      if (isFraud !== '0' && isFraud !== '1') throw new Error(`${where}, column is_fraud: 0 or 1 is expected`)
      if (typology !== '' && !typologies.includes(typology!)) typologies.push(typology!)
      if (typologies.length > MOST_TYPOLOGIES)
        throw new Error(`${where}: more than ${MOST_TYPOLOGIES} typologies`)
      frauds.push(Number(isFraud))
      found.push(typologies.indexOf(typology!) + 1)
      ids.push(hashOf(id!))
    })
  }
  if (!sawHeader) throw new Error(`${path}: the file is empty`)
  return {
    rows: frauds.length,
    isFraud: Uint8Array.from(frauds),
    typology: Uint8Array.from(found),
    typologies,
    requireSame(row, externalId) {
      if (externalId !== null && ids[row] === hashOf(externalId)) return
      throw new Error(
        `${path}: row ${row + 1} is not about transaction ${externalId ?? 'without an external id'}`,
      )
    },
  }
}
