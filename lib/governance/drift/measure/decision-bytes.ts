import type { Outcome } from '@/lib/engine/policy'

/** What decisions have in common that count as one group. */
export interface GroupKey {
  modelVersionId: string
  outcome: Outcome
  type: string
  channel: string | null
  country: string | null
  merchantCategory: string | null
  isAmountUnusual: boolean | null
  /** When the quarter of an hour began. */
  from: Date
}

/** Hours and days of every time zone begin with one. */
const QUARTER_MS = 15 * 60_000
/** Columns of the key; the time, the score and the features follow. */
const KEY_COLUMNS = 7
/** Type and length of a column. */
const COLUMN_HEAD = 8
/** `array_send`: dimensions, null flag, element type, length, lower bound; then length and value of each element. */
const LIST_HEAD = 20
const ELEMENT_HEAD = 4
/** Bytes of a time or a score. */
const WIDE = 8
const ELEMENT = ELEMENT_HEAD + 4
const NULL = -1
const POSTGRES_EPOCH_MS = Date.UTC(2000, 0, 1)

/**
 * Reads decisions as `record_send` writes them: the number of columns, then type, length and value of each. The key is decoded
 * once per group.
 * @param groups the groups that are known, by their quarter of an hour and then by the bytes of their key
 * @param open makes a group of its key, which may wait
 * @param take gets each decision: its group, then its features followed by its score; the row is reused
 * @param pause is awaited after some decisions
 */
export async function eachDecision<Group>(
  bytes: Uint8Array,
  groups: Map<number, Map<string, Group>>,
  open: (key: GroupKey) => Promise<Group>,
  take: (group: Group, row: Float64Array) => void,
  pause: () => Promise<void>,
): Promise<void> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let row = new Float64Array(0)
  for (let at = 0, read = 1; at < bytes.byteLength; read++) {
    const start = at + 4
    at = start
    for (let i = 0; i < KEY_COLUMNS; i++) at += COLUMN_HEAD + Math.max(0, view.getInt32(at + 4))
    const name = buffer.toString('latin1', start, at)
    const quarter = quarterAt(view, at + COLUMN_HEAD)
    let ofQuarter = groups.get(quarter)
    if (ofQuarter === undefined) groups.set(quarter, (ofQuarter = new Map()))
    let group = ofQuarter.get(name)
    if (group === undefined) ofQuarter.set(name, (group = await open(readKey(buffer, start, quarter))))
    at += COLUMN_HEAD + WIDE
    const score = view.getFloat64(at + COLUMN_HEAD)
    at += COLUMN_HEAD + WIDE
    const width = (view.getInt32(at + 4) - LIST_HEAD) / ELEMENT
    if (row.length !== width + 1) row = new Float64Array(width + 1)
    at += COLUMN_HEAD + LIST_HEAD
    for (let i = 0; i < width; i++, at += ELEMENT) row[i] = view.getFloat32(at + ELEMENT_HEAD)
    row[width] = score
    take(group, row)
    if (read % DECISIONS_AT_ONCE === 0) await pause()
  }
}

/** Between two pauses; a few milliseconds of work. */
const DECISIONS_AT_ONCE = 40

/** The quarter of an hour since 1970 of a time: microseconds since 2000 as a 64-bit integer. */
const quarterAt = (view: DataView, at: number): number => {
  const ms = (view.getInt32(at) * 2 ** 32 + view.getUint32(at + 4)) / 1_000
  return Math.floor((POSTGRES_EPOCH_MS + ms) / QUARTER_MS)
}

function readKey(bytes: Buffer, start: number, quarter: number): GroupKey {
  let at = start
  const next = (): Buffer | null => {
    const length = bytes.readInt32BE(at + 4)
    at += COLUMN_HEAD
    if (length === NULL) return null
    at += length
    return bytes.subarray(at - length, at)
  }
  const text = () => next()?.toString() ?? null
  return {
    modelVersionId: uuidOf(next()),
    outcome: text() as Outcome,
    type: text() ?? '',
    channel: text(),
    country: text(),
    merchantCategory: text(),
    isAmountUnusual: flagOf(next()),
    from: new Date(quarter * QUARTER_MS),
  }
}

const uuidOf = (bytes: Buffer | null): string =>
  (bytes ?? Buffer.alloc(0)).toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

const flagOf = (bytes: Buffer | null): boolean | null => bytes && bytes[0] === 1
