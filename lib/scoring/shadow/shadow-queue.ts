import type { DecidedRows } from './scorer'

/** Rows that wait, in all tenants: a few megabytes of features. Further rows are shed. */
export const MAX_ROWS = 2_000
/** Rows with some that a canary decided may wait up to here: they are the evidence that stops a bad one. */
export const MAX_CANARY_ROWS = 4_000

/** Decided transactions that wait for the challengers, per tenant in their order. Bounded; tenants take turns. */
export class ShadowQueue {
  private readonly waiting = new Map<string, DecidedRows[]>()
  private count = 0

  /** Rows that wait. */
  get size(): number {
    return this.count
  }

  /** Adds them unless the queue is full. Returns false where they were shed. */
  offer(decided: DecidedRows): boolean {
    const byCanary = decided.rows.some(({ decidedBy }) => decided.scorers[decidedBy]?.stage === 'canary')
    if (this.count + decided.rows.length > (byCanary ? MAX_CANARY_ROWS : MAX_ROWS)) return false
    const queue = this.waiting.get(decided.tenantId)
    if (queue) queue.push(decided)
    else this.waiting.set(decided.tenantId, [decided])
    this.count += decided.rows.length
    return true
  }

  /** The oldest groups of the tenant whose turn it is: the first, and further ones up to so many rows. */
  take(maxRows: number): DecidedRows[] {
    const [next] = this.waiting
    if (!next) return []
    const [tenantId, queue] = next
    const taken: DecidedRows[] = []
    let rows = 0
    while (queue[0] && (taken.length === 0 || rows + queue[0].rows.length <= maxRows)) {
      const group = queue.shift() as DecidedRows
      taken.push(group)
      rows += group.rows.length
    }
    this.count -= rows
    // Deleted and added again, the tenant comes after all others.
    this.waiting.delete(tenantId)
    if (queue.length > 0) this.waiting.set(tenantId, queue)
    return taken
  }
}
