/** Where a replay of stored payments stands: at a payment of a window, or at a line of an upload. */
export interface Place {
  at: Date
  id: string
  line: number | null
}

/** A payment of a replay as the scoring path gets it, and what becomes known of it. */
export interface ReplayPayment {
  /** Differs among the payments of a replay, and is the same in every attempt. */
  name: string
  /** As POST /api/score takes it, without external_id. Its time is moved to now. */
  body: Record<string, unknown>
  isFraud: boolean
  /** When its label arrives, moved as its time is. Null for a payment without a label. */
  label: { isFraud: boolean; arrivesAtMs: number } | null
  /** Null for a simulated payment. */
  place: Place | null
}

/** The next payments, in the order of time or of a file. Fewer than asked for: there are no more. */
export type NextPayments = (count: number) => Promise<ReplayPayment[]>
