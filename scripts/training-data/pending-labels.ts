/** Labels that have not arrived yet, returned in order of arrival, ties in the order of their rows. */

export interface PendingLabel {
  arrivedAtMs: number
  /** Number of the row. */
  row: number
}

const before = (a: PendingLabel, b: PendingLabel): boolean =>
  a.arrivedAtMs < b.arrivedAtMs || (a.arrivedAtMs === b.arrivedAtMs && a.row < b.row)

/**
 * A queue for labels that arrive in order (all do when the delay is constant), and a binary heap for the others. Both
 * contain only labels that have not arrived.
 */
export class PendingLabels<T extends PendingLabel> {
  private queue: T[] = []
  private taken = 0
  private readonly heap: T[] = []

  add(label: T): void {
    const last = this.queue[this.queue.length - 1]
    if (last === undefined || before(last, label)) this.queue.push(label)
    else this.addToHeap(label)
  }

  /** The next label that has arrived at that time, or null. */
  takeArrived(nowMs: number): T | null {
    const queued = this.queue[this.taken]
    const heaped = this.heap[0]
    const next = queued === undefined || (heaped !== undefined && before(heaped, queued)) ? heaped : queued
    if (next === undefined || next.arrivedAtMs > nowMs) return null
    if (next === heaped) this.dropFromHeap()
    else this.dropFromQueue()
    return next
  }

  private dropFromQueue(): void {
    this.taken += 1
    if (this.taken * 2 < this.queue.length) return
    this.queue = this.queue.slice(this.taken)
    this.taken = 0
  }

  private addToHeap(label: T): void {
    const { heap } = this
    let at = heap.length
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!before(label, heap[parent]!)) break
      heap[at] = heap[parent]!
      at = parent
    }
    heap[at] = label
  }

  private dropFromHeap(): void {
    const { heap } = this
    const label = heap.pop()
    if (label === undefined || heap.length === 0) return
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child += 1
      if (!before(heap[child]!, label)) break
      heap[at] = heap[child]!
      at = child
    }
    heap[at] = label
  }
}
