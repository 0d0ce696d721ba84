import type { City } from '../places/cities'
import type { Account, Customer, Merchant } from '../population/entities'

/** Lends an account to criminals for some weeks; knows little, lives an ordinary life beside it. */
export interface Mule {
  account: Account
  /** Null where the account is kept elsewhere. */
  customer: Customer | null
  untilMs: number
}

/** People who steal together: their devices, mules and preferred shops are what a victim's report makes known. */
export interface Gang {
  readonly city: City
  readonly devices: readonly string[]
  readonly mules: Mule[]
  /** Where it spends: shops with few checks. */
  readonly shops: readonly Merchant[]
  /** Whose terminal it has tampered with. */
  readonly tamperedShop: Merchant
  readonly retiresAtMs: number
}
