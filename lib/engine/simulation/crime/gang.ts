import type { City } from '../places/cities'
import type { Account, Customer, Merchant } from '../population/entities'

/** A customer who lends an account to criminals for some weeks and also makes legitimate payments. */
export interface Mule {
  account: Account
  /** Null for an account at another institution. */
  customer: Customer | null
  untilMs: number
}

/** A group of thieves with shared devices, mules and preferred shops. */
export interface Gang {
  readonly city: City
  readonly devices: readonly string[]
  readonly mules: Mule[]
  /** Where the gang spends: shops with few checks. */
  readonly shops: readonly Merchant[]
  /** The merchant whose terminal the gang tampered with. */
  readonly tamperedShop: Merchant
  readonly retiresAtMs: number
}
