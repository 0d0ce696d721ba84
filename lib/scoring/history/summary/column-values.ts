/** Counts rows and frauds by the values of one field, to find fields that know the label. */

/** Beyond this many different values only filled and empty cells are counted. */
const MOST_VALUES = 2000

export interface ValueCount {
  /** Null for empty cells; `FILLED` where single values are not counted. */
  value: string | number | null
  rows: number
  frauds: number
}

export const FILLED = 'any value'

export class ColumnValues {
  private readonly empty: ValueCount = { value: null, rows: 0, frauds: 0 }
  private readonly filled: ValueCount = { value: FILLED, rows: 0, frauds: 0 }
  private values: Map<string | number, ValueCount> | null

  /** An id is counted as filled or empty only: fraudsters have devices and accounts of their own. */
  constructor(
    readonly field: string,
    isId: boolean,
  ) {
    this.values = isId ? null : new Map()
  }

  add(value: string | number | null, isFraud: boolean): void {
    const fraud = isFraud ? 1 : 0
    if (value === null) {
      this.empty.rows += 1
      this.empty.frauds += fraud
      return
    }
    this.filled.rows += 1
    this.filled.frauds += fraud
    const count = this.values?.get(value) ?? this.begin(value)
    if (count === null) return
    count.rows += 1
    count.frauds += fraud
  }

  counts(): ValueCount[] {
    const filled = this.values === null ? [this.filled] : [...this.values.values()]
    return [...filled, this.empty].filter(({ rows }) => rows > 0)
  }

  private begin(value: string | number): ValueCount | null {
    if (this.values === null) return null
    if (this.values.size === MOST_VALUES) {
      this.values = null
      return null
    }
    // A copy: a cell is a slice of the chunk that was read and would keep all of it in memory.
    const own = typeof value === 'string' ? Buffer.from(value).toString() : value
    const count = { value: own, rows: 0, frauds: 0 }
    this.values.set(own, count)
    return count
  }
}
