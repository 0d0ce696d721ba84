/** A planned event. Runs at its time and returns a payment or null. */
export interface PendingEvent<T> {
  atMs: number
  play: (atMs: number) => T | null
}

interface Entry<T> extends PendingEvent<T> {
  order: number
}

/** A binary heap by time; ties in the order of planning. */
export class EventQueue<T> {
  readonly #heap: Entry<T>[] = []
  #planned = 0

  get size(): number {
    return this.#heap.length
  }

  /** Time is kept in whole milliseconds. */
  add(atMs: number, play: PendingEvent<T>['play']): void {
    const heap = this.#heap
    const entry = { atMs: Math.floor(atMs), play, order: this.#planned++ }
    let at = heap.length
    while (at > 0) {
      const parent = (at - 1) >>> 1
      if (isBefore(heap[parent]!, entry)) break
      heap[at] = heap[parent]!
      at = parent
    }
    heap[at] = entry
  }

  /** Removes and returns the earliest event before `endMs`; null without one. */
  takeBefore(endMs: number): PendingEvent<T> | null {
    const heap = this.#heap
    const first = heap[0]
    if (first === undefined || first.atMs >= endMs) return null
    const last = heap.pop()!
    if (heap.length > 0) this.#sink(last)
    return first
  }

  #sink(entry: Entry<T>): void {
    const heap = this.#heap
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child++
      if (isBefore(entry, heap[child]!)) break
      heap[at] = heap[child]!
      at = child
    }
    heap[at] = entry
  }
}

const isBefore = <T>(one: Entry<T>, other: Entry<T>): boolean =>
  one.atMs < other.atMs || (one.atMs === other.atMs && one.order < other.order)
