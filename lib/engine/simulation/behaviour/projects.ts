/** Legitimate series of payments that resemble fraud: building, savings groups, split bills, vouchers. */

import type { Customer } from '../population/entities'
import { MERCHANT_CATEGORIES } from '../population/merchant-categories'
import { DAY_MS, HOUR_MS } from '../time'
import type { World } from '../world'
import { PROJECTS } from '../world-parameters'
import { toPrice, toRound, usualPurchaseMinor, usualTransferMinor } from './amounts'
import { meetSomebody, sendTo } from './pay-person'
import { buy } from './purchase'
import { withdrawCash } from './withdraw-cash'

const categoriesNamed = (...names: string[]): number[] =>
  MERCHANT_CATEGORIES.flatMap(({ name }, index) => (names.includes(name) ? [index] : []))

const PROJECT = categoriesNamed('electronics', 'home', 'jewellery', 'travel')
const VOUCHERS = categoriesNamed('gift_cards', 'airtime', 'digital_goods')
const TRIALS = categoriesNamed('digital_goods', 'gaming', 'entertainment')

/** A wedding or a new flat: some large purchases at new shops, within days. */
export function planBigProject(world: World, customer: Customer, fromMs: number): void {
  const random = world.random.behaviour
  const { payments, factor, days } = PROJECTS.bigProject
  const lastsMs = random.between(...days) * DAY_MS
  for (let left = random.count(payments); left > 0; left--) {
    const category = random.pick(PROJECT)
    const merchant = world.market.drawMerchant(random, category, customer.home.city)
    world.queue.add(fromMs + random.below(lastsMs), (now) => {
      const usual = usualPurchaseMinor(customer, category, merchant.priceLevel)
      return buy(world, customer, merchant, toPrice(random, usual * random.logNormal(...factor)), now)
    })
  }
}

/** A savings group pays out: equal amounts from many members, then most of the total is sent on. */
export function planGroupPayout(world: World, customer: Customer, fromMs: number): void {
  const random = world.random.behaviour
  const { payments, share, hours, movedOn, inCash } = PROJECTS.groupPayout
  const compatriots = world.customersByCountry.get(customer.home.city.country) ?? world.customers
  const each = toRound(random, usualTransferMinor(customer) * random.between(...share))
  for (let left = random.count(payments); left > 0; left--) {
    const member = random.pick(compatriots)
    if (member === customer) continue
    world.queue.add(fromMs + random.below(hours * HOUR_MS), (now) =>
      sendTo(world, member, customer.account, each, now),
    )
  }
  world.queue.add(fromMs + hours * HOUR_MS + random.below(DAY_MS), (now) => {
    const most = Math.floor((customer.account.balanceMinor * random.between(...movedOn)) / 100) * 100
    if (most < 100) return null
    return random.chance(inCash)
      ? withdrawCash(world, customer, now)
      : sendTo(world, customer, meetSomebody(world, customer), most, now)
  })
}

/** One bill in several payments below a limit. */
export function planSplitPayment(world: World, customer: Customer, fromMs: number): void {
  const random = world.random.behaviour
  const { payments, share, pauseHours, toStranger, ...split } = PROJECTS.splitPayment
  const limit = limitAbove(usualTransferMinor(customer) * random.between(...split.limit))
  const receiver = random.chance(toStranger) ? meetSomebody(world, customer) : random.pick(customer.contacts)
  let atMs = fromMs
  for (let left = random.count(payments); left > 0; left--) {
    const amountMinor = Math.floor(limit * random.between(...share))
    world.queue.add(atMs, (now) => sendTo(world, customer, receiver, amountMinor, now))
    atMs += random.exponential(pauseHours * HOUR_MS)
  }
}

/** Round limits above which providers ask questions, in minor units. */
const LIMITS = [10_000, 25_000, 50_000, 100_000, 300_000, 1_000_000]
export const limitAbove = (minor: number): number => LIMITS.find((limit) => limit >= minor) ?? LIMITS.at(-1)!

/** Presents for many people: vouchers of one value in sequence. */
export function planGiftCards(world: World, customer: Customer, fromMs: number): void {
  const random = world.random.behaviour
  const { payments, factor, pauseHours } = PROJECTS.giftCards
  const category = random.pick(VOUCHERS)
  const merchant = world.market.drawMerchant(random, category, customer.home.city)
  const amount = toRound(random, usualPurchaseMinor(customer, category) * random.between(...factor))
  let atMs = fromMs
  for (let left = random.count(payments); left > 0; left--) {
    world.queue.add(atMs, (now) => buy(world, customer, merchant, amount, now))
    atMs += random.exponential(pauseHours * HOUR_MS)
  }
}

/** An evening of trials and small subscriptions, also at shops with few checks. */
export function planCardEverywhere(world: World, customer: Customer, fromMs: number): void {
  const random = world.random.behaviour
  const { payments, major, pauseHours, atFewChecks } = PROJECTS.cardEverywhere
  let atMs = fromMs
  for (let left = random.count(payments); left > 0; left--) {
    const merchant = random.chance(atFewChecks)
      ? world.market.drawMerchantWithFewChecks(random)
      : world.market.drawMerchant(random, random.pick(TRIALS), customer.home.city)
    const amount = toPrice(random, random.between(...major) * 100)
    world.queue.add(atMs, (now) => buy(world, customer, merchant, amount, now))
    atMs += random.exponential(pauseHours * HOUR_MS)
  }
}
