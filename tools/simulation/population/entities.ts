import type { WeightedChoice } from '../random/weighted-choice'
import type { City, Place } from '../places/cities'
import type { MerchantCategory } from './merchant-categories'

/** Money under a name. Every movement of `balanceMinor` is a transaction that the world gives out. */
export interface Account {
  readonly id: string
  balanceMinor: number
  /** Whether the institution keeps this account, and so can say what is on it. */
  readonly showsBalance: boolean
}

export interface Merchant {
  readonly account: Account
  readonly category: MerchantCategory
  readonly categoryIndex: number
  readonly city: City
  /** Multiplies the category's amounts. */
  readonly priceLevel: number
  /** Sells with few checks: honest people come too, thieves prefer it. */
  readonly fewChecks: boolean
}

/** Takes and hands out cash for mobile money. */
export interface Agent {
  readonly account: Account
  readonly city: City
  readonly place: Place
  readonly deviceId: string
}

export interface Customer {
  readonly account: Account
  home: Place
  readonly incomeMinor: number
  /** Lives on mobile money; others on a card. */
  readonly usesMobileMoney: boolean
  readonly employer: Account
  readonly landlord: Account
  readonly savings: Account
  /** Day of the month, or of the week for those paid weekly. */
  readonly payday: number
  readonly paidWeekly: boolean
  readonly isSeller: boolean
  /** Payments on an ordinary day. */
  readonly dailyRate: number
  /** Hour of the local day at which this person pays. */
  readonly hours: WeightedChoice
  /** Multiplies the amounts of everything, by income and temper. */
  readonly spending: number
  /** The same per merchant category: what is usual for one is not for another. */
  readonly taste: Float32Array
  readonly categoryChoice: WeightedChoice
  readonly joinedAtMs: number
  favourites: Merchant[]
  contacts: Account[]
  agent: Agent | null
  /** First the everyday one. */
  devices: string[]
  phone: string
  ip: string
  sharesLocation: boolean
  awayIn: City | null
  awayUntilMs: number
  quietUntilMs: number
  /** Refused attempts since the last payment that went through. */
  refused: number
}
