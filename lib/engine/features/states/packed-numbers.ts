/**
 * Numbers as bytes, each led by what tells its width: a small whole number is one byte, a time in minutes or a hash five,
 * and what is no whole number, or below zero, nine. -0 becomes 0, as in JSON.
 */
const IN_2_BYTES = 0xf8
const IN_3_BYTES = 0xf9
const IN_4_BYTES = 0xfa
const IN_6_BYTES = 0xfb
const AS_FLOAT64 = 0xff
const WIDTHS = new Map([
  [IN_2_BYTES, 2],
  [IN_3_BYTES, 3],
  [IN_4_BYTES, 4],
  [IN_6_BYTES, 6],
  [AS_FLOAT64, 8],
])

const float = new Float64Array(1)
const floatBytes = new Uint8Array(float.buffer)

/** Writes numbers and lists of them one after the other. */
export class NumberPacker {
  private at = 0

  /** @param bytes room for all that is written; nine bytes per number are always enough */
  constructor(private readonly bytes: Uint8Array) {}

  number(value: number): void {
    const { bytes } = this
    if (!(value >= 0 && value < 2 ** 48 && Math.floor(value) === value)) return this.float(value)
    if (value < IN_2_BYTES) {
      bytes[this.at++] = value
    } else if (value < 2 ** 16) {
      bytes[this.at++] = IN_2_BYTES
      this.low(value, 2)
    } else if (value < 2 ** 24) {
      bytes[this.at++] = IN_3_BYTES
      this.low(value, 3)
    } else if (value < 2 ** 32) {
      bytes[this.at++] = IN_4_BYTES
      this.low(value, 4)
    } else {
      bytes[this.at++] = IN_6_BYTES
      this.low(value % 2 ** 32, 4)
      this.low(value / 2 ** 32, 2)
    }
  }

  list(values: readonly number[]): void {
    this.number(values.length)
    for (let i = 0; i < values.length; i++) this.number(values[i] as number)
  }

  /** What was written; the next number starts anew, in the same bytes. */
  take(): Uint8Array {
    const packed = this.bytes.subarray(0, this.at)
    this.at = 0
    return packed
  }

  private low(value: number, count: number): void {
    for (let shift = 0; shift < 8 * count; shift += 8) this.bytes[this.at++] = value >>> shift
  }

  private float(value: number): void {
    float[0] = value
    this.bytes[this.at++] = AS_FLOAT64
    this.bytes.set(floatBytes, this.at)
    this.at += 8
  }
}

/** Reads what a NumberPacker wrote, in the same order. */
export class NumberReader {
  private at = 0

  constructor(private readonly bytes: Uint8Array) {}

  /** @throws RangeError beyond the end, or where no number begins */
  number(): number {
    const lead = this.bytes[this.at++]
    if (lead === undefined) throw new RangeError('the numbers end too early')
    return lead < IN_2_BYTES ? lead : this.wide(lead)
  }

  list(): number[] {
    const count = this.number()
    if (count > this.bytes.length) throw new RangeError('a list is longer than what holds it')
    // Of its final size at once: one that grows would leave several times its size to the garbage collector.
    const values = new Array<number>(count)
    for (let i = 0; i < count; i++) values[i] = this.number()
    return values
  }

  get atEnd(): boolean {
    return this.at === this.bytes.length
  }

  private wide(lead: number): number {
    const { bytes, at } = this
    const width = WIDTHS.get(lead)
    if (width === undefined) throw new RangeError(`no number begins with ${lead}`)
    this.at += width
    if (this.at > bytes.length) throw new RangeError('the numbers end too early')
    if (lead === AS_FLOAT64) {
      for (let i = 0; i < 8; i++) floatBytes[i] = bytes[at + i] as number
      return float[0] as number
    }
    let low = 0
    for (let i = 0; i < width && i < 4; i++) low |= (bytes[at + i] as number) << (8 * i)
    low >>>= 0
    if (width <= 4) return low
    return low + ((bytes[at + 4] as number) | ((bytes[at + 5] as number) << 8)) * 2 ** 32
  }
}
