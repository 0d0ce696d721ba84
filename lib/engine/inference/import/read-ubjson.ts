/**
 * Reads UBJSON (draft 12), the binary form of XGBoost's model files: big-endian numbers, containers with an optional count
 * and type. Depth, number of values and every length are bounded by the file, so a hostile file fails at once.
 */
import { ModelImportError } from './import-error'
import { LIMITS } from './limits'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

interface Cursor {
  view: DataView
  at: number
  values: number
}

const [ARRAY, ARRAY_END, OBJECT, OBJECT_END, COUNT, TYPE, NOTHING] = '[]{}#$N'

/** Bytes and reader of each number type. */
const NUMBERS: Record<string, { bytes: number; read: (view: DataView, at: number) => number }> = {
  i: { bytes: 1, read: (view, at) => view.getInt8(at) },
  U: { bytes: 1, read: (view, at) => view.getUint8(at) },
  I: { bytes: 2, read: (view, at) => view.getInt16(at) },
  l: { bytes: 4, read: (view, at) => view.getInt32(at) },
  L: { bytes: 8, read: (view, at) => safeInteger(view.getBigInt64(at)) },
  d: { bytes: 4, read: (view, at) => view.getFloat32(at) },
  D: { bytes: 8, read: (view, at) => view.getFloat64(at) },
}
const INTEGERS = 'iUIlL'

/** @throws ModelImportError when the bytes are not UBJSON, end early, or exceed a limit. */
export function readUbjson(bytes: Uint8Array): Json {
  const cursor: Cursor = {
    view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    at: 0,
    values: 0,
  }
  const value = readValue(cursor, marker(cursor), 0)
  if (cursor.at !== bytes.byteLength) throw invalid(cursor, 'bytes after the end')
  return value
}

function readValue(cursor: Cursor, type: string, depth: number): Json {
  countValues(cursor, 1)
  if (depth > LIMITS.ubjsonDepth) throw invalid(cursor, `nested deeper than ${LIMITS.ubjsonDepth}`)
  if (type in NUMBERS) return readNumber(cursor, type)
  switch (type) {
    case 'Z':
      return null
    case 'T':
      return true
    case 'F':
      return false
    case 'C':
      return text(cursor, 1)
    case 'S':
      return text(cursor, length(cursor))
    case ARRAY:
      return readArray(cursor, depth)
    case OBJECT:
      return readObject(cursor, depth)
    default:
      throw invalid(cursor, `unknown type ${JSON.stringify(type)}`)
  }
}

function readArray(cursor: Cursor, depth: number): Json[] {
  const { type, count } = header(cursor)
  if (type !== null && type in NUMBERS) return readNumbers(cursor, type, count ?? 0)
  const items: Json[] = []
  if (count !== null) {
    for (let i = 0; i < count; i++) items.push(readValue(cursor, type ?? marker(cursor), depth + 1))
    return items
  }
  for (let next = marker(cursor); next !== ARRAY_END; next = marker(cursor)) {
    items.push(readValue(cursor, next, depth + 1))
  }
  return items
}

function readObject(cursor: Cursor, depth: number): { [key: string]: Json } {
  const { type, count } = header(cursor)
  const entries: [string, Json][] = []
  const readEntry = () => {
    const key = text(cursor, length(cursor))
    entries.push([key, readValue(cursor, type ?? marker(cursor), depth + 1)])
  }
  if (count !== null) for (let i = 0; i < count; i++) readEntry()
  else {
    while (peek(cursor) !== OBJECT_END) readEntry()
    cursor.at++
  }
  return Object.fromEntries(entries)
}

/** The optional type and count of a container. A type without bytes of its own could repeat without end. */
function header(cursor: Cursor): { type: string | null; count: number | null } {
  let type: string | null = null
  if (peek(cursor) === TYPE) {
    cursor.at++
    type = marker(cursor)
    if ('ZTFN'.includes(type)) throw invalid(cursor, `a container of type ${type}`)
    if (peek(cursor) !== COUNT) throw invalid(cursor, 'a typed container without a count')
  }
  if (peek(cursor) !== COUNT) return { type, count: null }
  cursor.at++
  const count = length(cursor)
  if (count > remaining(cursor)) throw invalid(cursor, `${count} items in ${remaining(cursor)} bytes`)
  return { type, count }
}

function readNumbers(cursor: Cursor, type: string, count: number): number[] {
  const { bytes, read } = NUMBERS[type]!
  take(cursor, 0, bytes * count)
  countValues(cursor, count)
  const start = cursor.at
  cursor.at += bytes * count
  return Array.from({ length: count }, (_, i) => read(cursor.view, start + bytes * i))
}

function readNumber(cursor: Cursor, type: string): number {
  const { bytes, read } = NUMBERS[type]!
  return read(cursor.view, take(cursor, bytes))
}

function length(cursor: Cursor): number {
  const type = marker(cursor)
  if (!INTEGERS.includes(type)) throw invalid(cursor, 'a length that is not an integer')
  const value = readNumber(cursor, type)
  if (value < 0) throw invalid(cursor, 'a negative length')
  return value
}

function text(cursor: Cursor, bytes: number): string {
  const start = take(cursor, bytes)
  return Buffer.from(cursor.view.buffer, cursor.view.byteOffset + start, bytes).toString('utf8')
}

function marker(cursor: Cursor): string {
  for (;;) {
    const type = String.fromCharCode(cursor.view.getUint8(take(cursor, 1)))
    if (type !== NOTHING) return type
  }
}

const peek = (cursor: Cursor): string => String.fromCharCode(cursor.view.getUint8(take(cursor, 0, 1)))

/** Advances by `bytes` and returns where they began; `needed` of them must be there. */
function take(cursor: Cursor, bytes: number, needed = bytes): number {
  if (needed > remaining(cursor)) throw invalid(cursor, 'the file ends early')
  const start = cursor.at
  cursor.at += bytes
  return start
}

const remaining = (cursor: Cursor): number => cursor.view.byteLength - cursor.at

function countValues(cursor: Cursor, count: number): void {
  cursor.values += count
  if (cursor.values > LIMITS.ubjsonValues) throw invalid(cursor, `more than ${LIMITS.ubjsonValues} values`)
}

function safeInteger(value: bigint): number {
  const number = Number(value)
  if (!Number.isSafeInteger(number)) throw new ModelImportError(`UBJSON: the integer ${value} is too large`)
  return number
}

const invalid = ({ at }: Cursor, reason: string) => new ModelImportError(`UBJSON, byte ${at}: ${reason}`)
