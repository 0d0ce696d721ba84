/**
 * Array parameters in PostgreSQL's binary format (array_recv); pg sends a Buffer as binary. For wide rows, quoting text
 * and converting numbers to text and back costs more than storing them.
 */
const OIDS = { text: 25, bytea: 17, float8: 701, timestamptz: 1184 } as const

const HEADER = 20
const LENGTH = 4
/** Bytes of a float8 or a timestamp. */
const WIDE = 8
const NO_VALUE = -1
/** Bytes reserved per value before its length is known. */
const USUAL_BYTES = 256
const POSTGRES_EPOCH_MS = Date.UTC(2000, 0, 1)

/** Writes the header of a one-dimensional array with lower bound 1. */
function writeHeader(bytes: Buffer, oid: number, count: number, hasNull: boolean): void {
  bytes.writeInt32BE(1, 0)
  bytes.writeInt32BE(hasNull ? 1 : 0, 4)
  bytes.writeInt32BE(oid, 8)
  bytes.writeInt32BE(count, 12)
  bytes.writeInt32BE(1, 16)
}

/** Texts up to this length are written character by character, which is faster than a native call. */
const SHORT = 64
const ASCII = 0x80
/** Up to this length, reserving 3 bytes per character (the UTF-8 maximum) is faster than counting the bytes. */
const RESERVE_UP_TO = 4_096

/** For `text[]`. */
export function textArray(values: readonly (string | null)[]): Buffer {
  let room = HEADER
  let hasNull = false
  for (const value of values) {
    room += LENGTH
    if (value === null) hasNull = true
    else room += value.length <= RESERVE_UP_TO ? 3 * value.length : Buffer.byteLength(value)
  }
  const bytes = Buffer.allocUnsafe(room)
  writeHeader(bytes, OIDS.text, values.length, hasNull)
  let at = HEADER
  for (const value of values) {
    const start = at + LENGTH
    const end = value === null ? start : writeText(bytes, value, start)
    bytes.writeInt32BE(value === null ? NO_VALUE : end - start, at)
    at = end
  }
  return bytes.subarray(0, at)
}

/** Writes the text as UTF-8; returns the position after it. */
function writeText(bytes: Buffer, text: string, start: number): number {
  const count = text.length <= SHORT ? text.length : 0
  let i = 0
  for (; i < count; i++) {
    const code = text.charCodeAt(i)
    if (code >= ASCII) break
    bytes[start + i] = code
  }
  return i === text.length ? start + i : start + bytes.write(text, start)
}

/** For `bytea[]`. Copies each value before it takes the next, so `values` can reuse one buffer. */
export function bytesArray(count: number, values: Iterable<Uint8Array>): Buffer {
  let bytes = Buffer.allocUnsafe(HEADER + count * (LENGTH + USUAL_BYTES))
  writeHeader(bytes, OIDS.bytea, count, false)
  let at = HEADER
  for (const value of values) {
    if (at + LENGTH + value.length > bytes.length) {
      bytes = Buffer.concat([bytes.subarray(0, at)], 2 * (bytes.length + value.length))
    }
    at = bytes.writeInt32BE(value.length, at)
    bytes.set(value, at)
    at += value.length
  }
  return bytes.subarray(0, at)
}

/** For `bytea[]`, from hex strings. */
export function hexArray(values: readonly string[]): Buffer {
  const total = values.reduce((sum, value) => sum + LENGTH + value.length / 2, HEADER)
  const bytes = Buffer.allocUnsafe(total)
  writeHeader(bytes, OIDS.bytea, values.length, false)
  let at = HEADER
  for (const value of values) {
    at = bytes.writeInt32BE(value.length / 2, at)
    at += bytes.write(value, at, 'hex')
  }
  return bytes
}

type Numbers = ArrayLike<number | null>

/** An array of 8-byte elements, each written by `write`; null elements have no bytes. */
function wideArray(
  oid: number,
  values: Numbers,
  write: (view: DataView, at: number, value: number) => void,
): Buffer {
  let absent = 0
  for (let i = 0; i < values.length; i++) if (values[i] === null) absent++
  const bytes = Buffer.allocUnsafe(HEADER + values.length * (LENGTH + WIDE) - absent * WIDE)
  writeHeader(bytes, oid, values.length, absent > 0)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  let at = HEADER
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number | null
    view.setInt32(at, value === null ? NO_VALUE : WIDE)
    at += LENGTH
    if (value === null) continue
    write(view, at, value)
    at += WIDE
  }
  return bytes
}

/** For `float8[]`. NaN is stored as NaN, not as null. */
export const float8Array = (values: Numbers): Buffer =>
  wideArray(OIDS.float8, values, (view, at, value) => view.setFloat64(at, value))

/** For `float8[]` from a typed array. Hot path of scoring: the loop calls no function per number. */
export function matrixArray(values: Float32Array | Float64Array): Buffer {
  const bytes = Buffer.allocUnsafe(HEADER + values.length * (LENGTH + WIDE))
  writeHeader(bytes, OIDS.float8, values.length, false)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  let at = HEADER
  for (let i = 0; i < values.length; i++) {
    view.setInt32(at, WIDE)
    view.setFloat64(at + LENGTH, values[i] as number)
    at += LENGTH + WIDE
  }
  return bytes
}

/** The list of a row of a matrix with `count` rows, in the bytes that the database sends the stored list in (array_send). */
export function listOf(matrix: Buffer, count: number) {
  const width = (matrix.length - HEADER) / count
  return {
    bytes: HEADER + width,
    copy(row: number, to: Buffer, at: number): void {
      writeHeader(to.subarray(at), OIDS.float8, width / (LENGTH + WIDE), false)
      const start = HEADER + row * width
      matrix.copy(to, at + HEADER, start, start + width)
    },
  }
}

/** For `timestamptz[]`, from epoch milliseconds. PostgreSQL stores 64-bit microseconds since 2000. */
export const timestampArray = (epochMs: Numbers): Buffer =>
  wideArray(OIDS.timestamptz, epochMs, (view, at, value) =>
    view.setBigInt64(at, BigInt(value - POSTGRES_EPOCH_MS) * 1_000n),
  )
