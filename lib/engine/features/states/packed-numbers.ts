import type { FieldStream } from './state-layout'

/**
 * Encodes numbers as bytes. A first byte below 0xf8 is the number itself. Others state what follows: an integer of 2, 3, 4
 * or 6 bytes (little-endian), or a float64 for fractions, negative and larger numbers. -0 becomes 0, as in JSON.
 */
const IN_2_BYTES = 0xf8
const IN_3_BYTES = 0xf9
const IN_4_BYTES = 0xfa
const IN_6_BYTES = 0xfb
const AS_FLOAT64 = 0xff

const float = new Float64Array(1)
const floatBytes = new Uint8Array(float.buffer)

/** Writes numbers and lists of numbers in sequence; returns each value. */
export class NumberPacker implements FieldStream {
  private at = 0

  /** @param bytes buffer for the output; nine bytes per number are always enough */
  constructor(private readonly bytes: Uint8Array) {}

  number(value: number): number {
    this.at = writeNumber(this.bytes, this.at, value)
    return value
  }

  /** The length, then the values. */
  list(values: number[]): number[] {
    const { bytes } = this
    let at = writeNumber(bytes, this.at, values.length)
    for (let i = 0; i < values.length; i++) at = writeNumber(bytes, at, values[i] as number)
    this.at = at
    return values
  }

  listSince(_version: number, values: number[]): number[] {
    return this.list(values)
  }

  ascendingSince(_version: number, values: number[]): number[] {
    const { bytes } = this
    let at = writeNumber(bytes, this.at, values.length)
    let before = 0
    for (let i = 0; i < values.length; i++) {
      const value = values[i] as number
      at = writeNumber(bytes, at, value - before)
      before = value
    }
    this.at = at
    return values
  }

  section(): this {
    return this
  }

  /** The bytes since the last call, a view of the packer's buffer: copy it before the next write. */
  take(): Uint8Array {
    const packed = this.bytes.subarray(0, this.at)
    this.at = 0
    return packed
  }
}

/** Writes a number; returns the position after it. */
function writeNumber(bytes: Uint8Array, start: number, value: number): number {
  let at = start
  if (value < IN_2_BYTES && value >= 0 && Math.floor(value) === value) {
    bytes[at] = value
    return at + 1
  }
  if (!(value >= 0 && value < 2 ** 48 && Math.floor(value) === value)) return writeFloat(bytes, at, value)
  if (value < 2 ** 32) {
    const low = value | 0
    bytes[at++] = value < 2 ** 16 ? IN_2_BYTES : value < 2 ** 24 ? IN_3_BYTES : IN_4_BYTES
    bytes[at++] = low
    bytes[at++] = low >>> 8
    if (value >= 2 ** 16) bytes[at++] = low >>> 16
    if (value >= 2 ** 24) bytes[at++] = low >>> 24
    return at
  }
  const high = Math.floor(value / 2 ** 32)
  const low = (value - high * 2 ** 32) | 0
  bytes[at] = IN_6_BYTES
  bytes[at + 1] = low
  bytes[at + 2] = low >>> 8
  bytes[at + 3] = low >>> 16
  bytes[at + 4] = low >>> 24
  bytes[at + 5] = high
  bytes[at + 6] = high >>> 8
  return at + 7
}

function writeFloat(bytes: Uint8Array, at: number, value: number): number {
  float[0] = value
  bytes[at] = AS_FLOAT64
  for (let i = 0; i < 8; i++) bytes[at + 1 + i] = floatBytes[i] as number
  return at + 9
}

/** Reads the output of a NumberPacker, in the same order. */
export class NumberReader implements FieldStream {
  private at = 0
  /** Version of the layout in which the numbers were stored. */
  version = Infinity

  constructor(private readonly bytes: Uint8Array) {}

  /** @throws RangeError past the end, or at a byte that starts no number */
  number(): number {
    const first = this.bytes[this.at++]
    if (first === undefined) throw new RangeError('the numbers end too early')
    return first < IN_2_BYTES ? first : this.wide(first)
  }

  /** @throws RangeError like `number`, or when the length exceeds the remaining bytes */
  list(): number[] {
    const count = this.number()
    if (count > this.bytes.length) throw new RangeError('a list is longer than its bytes')
    // Allocates the final size: a growing array leaves several times its size to the garbage collector.
    const values = new Array<number>(count)
    for (let i = 0; i < count; i++) values[i] = this.number()
    return values
  }

  listSince(version: number): number[] {
    return this.version < version ? [] : this.list()
  }

  ascendingSince(version: number): number[] {
    if (this.version < version) return []
    const values = this.list()
    for (let i = 1; i < values.length; i++) values[i]! += values[i - 1]!
    return values
  }

  section(): this {
    return this
  }

  get atEnd(): boolean {
    return this.at === this.bytes.length
  }

  private wide(first: number): number {
    const { bytes, at } = this
    const width = widthAfter(first)
    this.at += width
    if (this.at > bytes.length) throw new RangeError('the numbers end too early')
    if (first === AS_FLOAT64) {
      for (let i = 0; i < 8; i++) floatBytes[i] = bytes[at + i] as number
      return float[0] as number
    }
    let low = (bytes[at] as number) | ((bytes[at + 1] as number) << 8)
    if (width === 2) return low
    low |= (bytes[at + 2] as number) << 16
    if (width === 3) return low
    low = (low | ((bytes[at + 3] as number) << 24)) >>> 0
    if (width === 4) return low
    return low + ((bytes[at + 4] as number) | ((bytes[at + 5] as number) << 8)) * 2 ** 32
  }
}

function widthAfter(first: number): number {
  switch (first) {
    case IN_2_BYTES:
      return 2
    case IN_3_BYTES:
      return 3
    case IN_4_BYTES:
      return 4
    case IN_6_BYTES:
      return 6
    case AS_FLOAT64:
      return 8
    default:
      throw new RangeError(`no number begins with ${first}`)
  }
}
