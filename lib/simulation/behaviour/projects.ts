/** Honest series of payments that look like a scheme: building, saving in a group, splitting, collecting vouchers. */

import type { Customer } from '../population/entities'
import { MERCHANT_CATEGORIES } from '../population/merchant-categories'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../time'
import type { World } from '../world'
import { toPrice, toRound, usualPurchaseMinor, usualTransferMinor } from './amounts'
import { meetSomebody, sendTo } from './pay-person'
import { buy } from './purchase'
import { withdrawCash } from './withdraw-cash'

const categoriesNamed = (...names: string[]): number[] =>
  MERCHANT_CATEGORIES.flatMap(({ name }, index) => (names.includes(name) ? [index] : []))

const PROJECT = categoriesNamed('electronics', 'home', 'jewellery', 'travel')
const VOUCHERS = categoriesNamed('gift_cards', 'airtime', 'digital_goods')
const TRIALS = categoriesNamed('digital_goods', 'gaming', 'entertainment')

/** A wedding, a new flat: some large purchases at shops never visited, within days. */
export function planBigProject(world: World, customer: Customer, fromMs: number): void {
  const random = world.random.behaviour
  const lastsMs = random.between(0.5, 8) * DAY_MS
  for (let left = 2 + random.poisson(2); left > 0; left--) {
    const category = random.pick(PROJECT)
    const merchant = world.market.drawMerchant(random, category, customer.home.city)
    world.queue.add(fromMs + random.below(lastsMs), (now) => {
      const amount = usualPurchaseMinor(customer, category, merchant.priceLevel) * random.logNormal(2.2, 0.7)
      return buy(world, customer, merchant, toPrice(random, amount), now)
    })
  }
}

/** A savings group pays out: equal sums from many, then most of it goes on. */
export function planGroupPayout(world: World, customer: Customer, fromMs: number): void {
  const random = world.random.behaviour
  const compatriots = world.customersByCountry.get(customer.home.city.country) ?? world.customers
  const share = toRound(random, usualTransferMinor(customer) * random.between(0.5, 2))
  for (let left = 4 + random.poisson(3); left > 0; left--) {
    const member = random.pick(compatriots)
    if (member === customer) continue
    world.queue.add(fromMs + random.below(10 * HOUR_MS), (now) =>
      sendTo(world, member, customer.account, share, now),
    )
  }
  const spentAt = fromMs + 10 * HOUR_MS + random.below(DAY_MS)
  world.queue.add(spentAt, (now) => {
    const all = Math.floor((customer.account.balanceMinor * random.between(0.6, 1)) / 100) * 100
    if (all < 100) return null
    return random.chance(0.4)
      ? withdrawCash(world, customer, now)
      : sendTo(world, customer, meetSomebody(world, customer), all, now)
  })
}

/** One bill in several payments that stay under a limit. */
export function planSplitPayment(world: World, customer: Customer, fromMs: number): void {
  const random = world.random.behaviour
  const limit = limitAbove(usualTransferMinor(customer) * random.between(1.5, 6))
  const receiver = random.chance(0.6) ? meetSomebody(world, customer) : random.pick(customer.contacts)
  let atMs = fromMs
  for (let left = 2 + random.below(3); left > 0; left--) {
    world.queue.add(atMs, (now) =>
      sendTo(world, customer, receiver, Math.floor(limit * random.between(0.85, 1)), now),
    )
    atMs += random.exponential(6 * HOUR_MS)
  }
}

/** Round limits at which providers ask questions, in minor units. */
const LIMITS = [10_000, 25_000, 50_000, 100_000, 300_000, 1_000_000]
export const limitAbove = (minor: number): number => LIMITS.find((limit) => limit >= minor) ?? LIMITS.at(-1)!

/** Presents for many: vouchers of one value, one after the other. */
export function planGiftCards(world: World, customer: Customer, fromMs: number): void {
  const random = world.random.behaviour
  const category = random.pick(VOUCHERS)
  const merchant = world.market.drawMerchant(random, category, customer.home.city)
  const amount = toRound(random, usualPurchaseMinor(customer, category) * random.between(0.8, 2))
  let atMs = fromMs
  for (let left = 3 + random.poisson(2); left > 0; left--) {
    world.queue.add(atMs, (now) => buy(world, customer, merchant, amount, now))
    atMs += random.exponential(6 * MINUTE_MS)
  }
}

/** An evening of trials and small subscriptions, at shops with few checks too. */
export function planCardEverywhere(world: World, customer: Customer, fromMs: number): void {
  const random = world.random.behaviour
  let atMs = fromMs
  for (let left = 2 + random.poisson(2.5); left > 0; left--) {
    const merchant = random.chance(0.4)
      ? world.market.drawMerchantWithFewChecks(random)
      : world.market.drawMerchant(random, random.pick(TRIALS), customer.home.city)
    const amount = toPrice(random, random.between(0.8, 7) * 100)
    world.queue.add(atMs, (now) => buy(world, customer, merchant, amount, now))
    atMs += random.exponential(7 * MINUTE_MS)
  }
}
