import type { WeightedChoice } from '../random/weighted-choice'
import type { City, Place } from '../places/cities'
import type { MerchantCategory } from './merchant-categories'

/** An account. Every change of `balanceMinor` is a transaction of the simulation. */
export interface Account {
  readonly id: string
  balanceMinor: number
  /** Whether the institution holds this account, and so knows its balance. */
  readonly showsBalance: boolean
}

export interface Merchant {
  readonly account: Account
  readonly category: MerchantCategory
  readonly categoryIndex: number
  readonly city: City
  /** Multiplies the category's amounts. */
  readonly priceLevel: number
  /** A shop with few checks: thieves prefer it, other customers use it too. */
  readonly fewChecks: boolean
}

/** Exchanges cash and mobile money. */
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
  /** Uses mobile money; others use a card. */
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
  /** Multiplies all amounts, by income and temperament. */
  readonly spending: number
  /** Multiplies the amounts per merchant category. */
  readonly taste: Float32Array
  readonly categoryChoice: WeightedChoice
  readonly joinedAtMs: number
  favourites: Merchant[]
  contacts: Account[]
  agent: Agent | null
  /** The everyday one is the first. */
  devices: string[]
  phone: string
  ip: string
  sharesLocation: boolean
  awayIn: City | null
  awayUntilMs: number
  quietUntilMs: number
  /** Rejected attempts since the last successful payment. */
  rejected: number
}
