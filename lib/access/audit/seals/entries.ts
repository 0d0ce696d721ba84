import { entryBytes } from './row-sql'
import type { SealedTable } from './sealed-tables'

const ID = 16
const HASH = 32

/** The hashes of a row. */
export interface Entry {
  id: string
  leaf: Buffer
  /** The hash of the row that is hashed with it. */
  companion: Buffer | null
}

/** Reads the entries of a part. A rest that is no whole entry is ignored: the root does not match then. */
export function readEntries(table: SealedTable, bytes: Uint8Array): Entry[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const width = entryBytes(table)
  return Array.from({ length: Math.floor(buffer.length / width) }, (_, i) => {
    const entry = buffer.subarray(i * width, (i + 1) * width)
    return {
      id: idOf(entry.subarray(0, ID)),
      leaf: entry.subarray(ID, ID + HASH),
      companion: table.companion ? entry.subarray(ID + HASH) : null,
    }
  })
}

const idOf = (bytes: Buffer): string =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

/** Adds the leaves of a part to a tree, in order. Reads the bytes only: a busy institution has 4,000 leaves a second. */
export function addLeaves(
  tree: { add(leaf: Uint8Array): void },
  table: SealedTable,
  bytes: Uint8Array,
): void {
  const width = entryBytes(table)
  for (let entry = 0; entry + width <= bytes.length; entry += width) {
    for (let at = entry + ID; at < entry + width; at += HASH) tree.add(bytes.subarray(at, at + HASH))
  }
}
