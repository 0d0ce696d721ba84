/** Amounts of payments, in minor units. */

import type { Customer, Merchant } from '../population/entities'
import { MERCHANT_CATEGORIES } from '../population/merchant-categories'
import type { Random } from '../random/random'
import { HABITS } from '../world-parameters'

const PAYMENT_TO_PERSON = 48
const WITHDRAWAL = 70
const SMALLEST_MINOR = 20

/** The usual amount of this customer in this category. */
export const usualPurchaseMinor = (customer: Customer, categoryIndex: number, priceLevel = 1): number =>
  MERCHANT_CATEGORIES[categoryIndex]!.medianAmount *
  100 *
  customer.spending *
  customer.taste[categoryIndex]! *
  priceLevel

export const usualTransferMinor = (customer: Customer): number => PAYMENT_TO_PERSON * 100 * customer.spending

export const usualWithdrawalMinor = (customer: Customer): number => WITHDRAWAL * 100 * customer.spending

export function drawPurchaseMinor(random: Random, customer: Customer, merchant: Merchant): number {
  const usual = usualPurchaseMinor(customer, merchant.categoryIndex, merchant.priceLevel)
  const factor = random.chance(HABITS.largePurchase) ? drawLargeFactor(random) : 1
  return toPrice(random, usual * factor * random.logNormal(1, merchant.category.sigma))
}

export function drawTransferMinor(random: Random, customer: Customer): number {
  const factor = random.chance(HABITS.largeToPerson) ? drawLargeFactor(random) : 1
  return toRound(random, usualTransferMinor(customer) * factor * random.logNormal(1, 0.75))
}

export const drawLargeFactor = (random: Random): number =>
  1 + random.logNormal(HABITS.largeFactor.median, HABITS.largeFactor.sigma)

/** Prices end in .00, .50 or .99 more often than not. */
export function toPrice(random: Random, minor: number): number {
  const kind = random.next()
  const whole = Math.max(1, Math.round(minor / 100)) * 100
  if (kind < 0.25) return whole
  if (kind < 0.4) return whole - 1
  if (kind < 0.5) return whole + 50
  return Math.max(SMALLEST_MINOR, Math.round(minor))
}

/** Transfers and withdrawals are round amounts: two digits, mostly multiples of five. */
export function toRound(random: Random, minor: number): number {
  if (random.chance(0.15)) return Math.max(SMALLEST_MINOR, Math.round(minor))
  const magnitude = 10 ** Math.max(2, Math.floor(Math.log10(Math.max(minor, 100))))
  const step = Math.max(100, random.chance(0.6) ? magnitude / 2 : magnitude / 10)
  return Math.max(step, Math.round(minor / step) * step)
}
