import type { TransactionType } from '@/lib/engine/features'
import type { Place } from './places/cities'
import type { Account } from './population/entities'
import type { Channel, TypologyName } from './types'

/** The channel, device and place of a payment, before a feed omits fields. */
export interface Session {
  channel: Channel
  deviceId: string | null
  phone: string | null
  ip: string | null
  place: Place | null
}

/** An accepted payment before it is booked. `typology` is its true label. */
export interface Payment {
  type: TransactionType
  amountMinor: number
  sender: Account
  receiver: Account | null
  session: Session
  merchantCategory: string | null
  declinedAttempts: number
  typology: TypologyName | null
}
