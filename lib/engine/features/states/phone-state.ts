import type { EarlierTimes } from './earlier-times'
import type { RecentPayments } from './recent-payments'
import type { Layout } from './state-layout'

/** The bounded state of one phone number. No feature reads it: velocity counts its payments. */
export interface PhoneState {
  /** Number of all payments. */
  count: number
  /** The last 8 payments by their own time. */
  recent: RecentPayments
  /** Times of payments before those of `recent`. */
  earlier: EarlierTimes
}

/** State of a new phone number. */
export const emptyPhoneState = (): PhoneState => ({ count: 0, recent: [], earlier: [] })

export const phoneLayout: Layout<PhoneState> = (stream, phone) => ({
  count: stream.number(phone.count, 'n'),
  recent: stream.listSince(1, phone.recent),
  earlier: stream.ascendingSince(1, phone.earlier),
})
