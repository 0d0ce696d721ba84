import type { Payment, Session } from '../payment'
import type { Customer, Merchant } from '../population/entities'
import { RESOLD_CATEGORIES } from '../population/merchant-categories'
import { DAY_MS, MINUTE_MS } from '../time'
import type { World } from '../world'
import { HABITS } from '../world-parameters'
import { drawPurchaseMinor } from './amounts'
import { drawNearChannel, drawRemoteChannel } from './channels'
import { pay } from './pay'
import { BATCH_SESSION, cityNow, remoteSession, terminalSession } from './sessions'

/** An everyday purchase: mostly at a favourite merchant, otherwise at a random one. */
export function purchase(world: World, customer: Customer, atMs: number): Payment | null {
  const random = world.random.behaviour
  const merchant = chooseMerchant(world, customer, atMs)
  const amountMinor = drawPurchaseMinor(random, customer, merchant)
  if (random.chance(merchant.category.repeats)) repeatSoon(world, customer, merchant, amountMinor, atMs)
  return buy(world, customer, merchant, amountMinor, atMs)
}

/** Makes a purchase of this amount; some are refunded. */
export function buy(
  world: World,
  customer: Customer,
  merchant: Merchant,
  amountMinor: number,
  atMs: number,
): Payment | null {
  const random = world.random.behaviour
  const session = purchaseSession(world, customer, merchant, atMs)
  const wish = {
    type: 'PAYMENT' as const,
    amountMinor,
    receiver: merchant.account,
    session,
    merchantCategory: merchant.category.name,
  }
  const payment = pay(world, customer, wish, atMs)
  if (
    payment !== null &&
    random.chance(HABITS.refund * (session.channel === 'ecommerce' ? HABITS.onlineRefundFactor : 1))
  ) {
    const share = random.chance(HABITS.wholeRefund) ? 1 : random.between(0.2, 0.8)
    const returnedMinor = Math.max(1, Math.round(payment.amountMinor * share))
    world.queue.add(atMs + random.exponential(HABITS.refundDays * DAY_MS), () =>
      refund(merchant, customer, returnedMinor),
    )
  }
  return payment
}

/** A refund of a merchant, from a device of the merchant. */
export const refund = (merchant: Merchant, customer: Customer, amountMinor: number): Payment => ({
  type: 'OTHER',
  amountMinor,
  sender: merchant.account,
  receiver: customer.account,
  session: BATCH_SESSION,
  merchantCategory: merchant.category.name,
  declinedAttempts: 0,
  typology: null,
})

function chooseMerchant(world: World, customer: Customer, atMs: number): Merchant {
  const random = world.random.behaviour
  const day = Math.floor((atMs - world.config.startMs) / DAY_MS)
  const city = cityNow(customer, atMs)
  if (random.chance(world.scenarios.gifts(day))) {
    return world.market.drawMerchant(random, random.pick(RESOLD_CATEGORIES), city)
  }
  if (city === customer.home.city && random.chance(HABITS.favouriteMerchant)) {
    // The first of the list have the highest weight.
    const { favourites } = customer
    return favourites[Math.floor(favourites.length * random.next() ** 1.8)]!
  }
  const merchant = world.market.drawMerchant(random, customer.categoryChoice.draw(random), city)
  if (random.chance(HABITS.newFavourite))
    customer.favourites[random.below(customer.favourites.length)] = merchant
  return merchant
}

function purchaseSession(world: World, customer: Customer, merchant: Merchant, atMs: number): Session {
  const random = world.random.behaviour
  const isRemote = random.chance(merchant.category.online)
  const channel = isRemote ? drawRemoteChannel(random, customer) : drawNearChannel(random, customer)
  return channel === 'pos'
    ? terminalSession(world, merchant, cityNow(customer, atMs))
    : remoteSession(world, customer, atMs, channel)
}

/** Repeats the purchase with the same amount within minutes. */
function repeatSoon(
  world: World,
  customer: Customer,
  merchant: Merchant,
  amountMinor: number,
  afterMs: number,
): void {
  const random = world.random.behaviour
  const times = 1 + random.poisson(1)
  let atMs = afterMs
  for (let count = 0; count < times; count++) {
    atMs += Math.round(random.between(1, 9) * MINUTE_MS)
    world.queue.add(atMs, (now) => buy(world, customer, merchant, amountMinor, now))
  }
}
