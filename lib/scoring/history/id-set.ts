const FIRST_CAPACITY = 1 << 12

/**
 * A set of texts by 64-bit hashes, with up to eight marks per text: millions of ids in some 20 bytes each. Two of a million
 * different texts share a hash with a chance below one in ten million.
 */
export class IdSet {
  private capacity = FIRST_CAPACITY
  private keys = new Uint32Array(2 * FIRST_CAPACITY)
  private marks = new Uint8Array(FIRST_CAPACITY)
  size = 0

  /** Adds marks to a text and returns those that it had before: 0 for a new text. */
  mark(text: string, bits: number): number {
    if (this.size * 2 >= this.capacity) this.grow()
    let high = 0xdeadbeef
    let low = 0x41c6ce57
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i)
      high = Math.imul(high ^ code, 2654435761)
      low = Math.imul(low ^ code, 1597334677)
    }
    high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
    low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
    const at = this.find(high >>> 0, low >>> 0)
    const before = this.marks[at]!
    if (before === 0) {
      this.keys[2 * at] = high
      this.keys[2 * at + 1] = low
      this.size += 1
    }
    this.marks[at] = before | bits
    return before
  }

  /** The number of texts that have all these marks. */
  count(bits: number): number {
    let found = 0
    for (let at = 0; at < this.capacity; at++) if ((this.marks[at]! & bits) === bits) found += 1
    return found
  }

  private find(high: number, low: number): number {
    let at = low & (this.capacity - 1)
    while (this.marks[at] !== 0 && (this.keys[2 * at] !== high || this.keys[2 * at + 1] !== low)) {
      at = (at + 1) & (this.capacity - 1)
    }
    return at
  }

  private grow(): void {
    const { keys, marks, capacity } = this
    this.capacity = capacity * 2
    this.keys = new Uint32Array(2 * this.capacity)
    this.marks = new Uint8Array(this.capacity)
    for (let old = 0; old < capacity; old++) {
      if (marks[old] === 0) continue
      const at = this.find(keys[2 * old]!, keys[2 * old + 1]!)
      this.keys[2 * at] = keys[2 * old]!
      this.keys[2 * at + 1] = keys[2 * old + 1]!
      this.marks[at] = marks[old]!
    }
  }
}
