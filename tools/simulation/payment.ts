import type { TransactionType } from '@/lib/engine/features'
import type { Place } from './places/cities'
import type { Account } from './population/entities'
import type { Channel, TypologyName } from './types'

/** Through what, and from where, somebody pays; as the devices know it, before a feed leaves things out. */
export interface Session {
  channel: Channel
  deviceId: string | null
  phone: string | null
  ip: string | null
  place: Place | null
}

/** A payment that was accepted, before it is booked. `typology` is the truth about it. */
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
