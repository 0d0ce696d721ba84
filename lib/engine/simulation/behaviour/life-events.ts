/**
 * Changes in the lives of legitimate customers that resemble fraud: new devices, distant places, large amounts, many
 * new receivers.
 */

import { drawDestination, drawPlace } from '../places/cities'
import type { Customer } from '../population/entities'
import { DAY_MS, HOUR_MS } from '../time'
import type { World } from '../world'
import { LARGE_SUM, LIFE_EVENTS, MOVE, NEW_DEVICE, NEW_PHONE, QUIET_SPELL, TRIP } from '../world-parameters'
import { drawLargeFactor, toRound, usualTransferMinor } from './amounts'
import { payPerson, sendTo, meetSomebody } from './pay-person'
import {
  planBigProject,
  planCardEverywhere,
  planGiftCards,
  planGroupPayout,
  planSplitPayment,
} from './projects'
import { purchase } from './purchase'

type LifeEvent = (world: World, customer: Customer, atMs: number) => void

const EVENTS: Record<keyof typeof LIFE_EVENTS, LifeEvent> = {
  newDevice: changeDevice,
  newPhone: changePhone,
  trip: goAway,
  move: moveHouse,
  bigProject: planBigProject,
  quietSpell: goQuiet,
  groupPayout: planGroupPayout,
  splitPayment: planSplitPayment,
  giftCardSpree: planGiftCards,
  cardEverywhere: planCardEverywhere,
}

export function planLifeEvents(world: World, dayStartMs: number): void {
  const random = world.random.behaviour
  const tenThousands = world.customers.length / 10_000
  for (const [name, event] of Object.entries(EVENTS) as [keyof typeof LIFE_EVENTS, LifeEvent][]) {
    for (let left = random.poisson(LIFE_EVENTS[name] * tenThousands); left > 0; left--) {
      const customer = random.pick(world.customers)
      world.queue.add(dayStartMs + random.below(DAY_MS), (now) => {
        event(world, customer, now)
        return null
      })
    }
  }
}

/** A new phone is used immediately: for purchases, often for a larger amount. */
function changeDevice(world: World, customer: Customer, atMs: number): void {
  const random = world.random.behaviour
  customer.devices[0] = world.identifiers.device()
  const soon = () => atMs + random.exponential(NEW_DEVICE.withinHours * HOUR_MS)
  if (random.chance(NEW_DEVICE.thenPurchase)) world.queue.add(soon(), (now) => purchase(world, customer, now))
  if (random.chance(NEW_DEVICE.thenPerson)) world.queue.add(soon(), (now) => payPerson(world, customer, now))
  if (random.chance(NEW_DEVICE.thenLargeSum)) payLargeSum(world, customer, soon())
}

function changePhone(world: World, customer: Customer, atMs: number): void {
  const random = world.random.behaviour
  customer.phone = world.identifiers.phone(customer.home.city.country.callingCode)
  if (random.chance(NEW_PHONE.withDevice)) changeDevice(world, customer, atMs)
}

function goAway(world: World, customer: Customer, atMs: number): void {
  const random = world.random.behaviour
  customer.awayIn = drawDestination(random, customer.home.city, TRIP.abroad)
  customer.awayUntilMs = atMs + random.logNormal(...TRIP.days) * DAY_MS
  for (let left = random.poisson(TRIP.morePurchases); left > 0; left--) {
    const at = atMs + random.below(customer.awayUntilMs - atMs)
    world.queue.add(at, (now) => purchase(world, customer, now))
  }
}

function moveHouse(world: World, customer: Customer, atMs: number): void {
  const random = world.random.behaviour
  const city = drawDestination(random, customer.home.city, MOVE.abroad)
  customer.home = drawPlace(random, city)
  customer.agent = world.market.drawAgent(random, city)
  planBigProject(world, customer, atMs)
  payLargeSum(world, customer, atMs + random.below(4 * DAY_MS))
}

/** No payment for weeks; then the account becomes active again, sometimes with a large payment from a new device. */
function goQuiet(world: World, customer: Customer, atMs: number): void {
  const random = world.random.behaviour
  customer.quietUntilMs = atMs + random.logNormal(...QUIET_SPELL.days) * DAY_MS
  const back = customer.quietUntilMs + random.below(DAY_MS)
  world.queue.add(back, (now) => {
    if (random.chance(QUIET_SPELL.newDevice)) customer.devices[0] = world.identifiers.device()
    return purchase(world, customer, now)
  })
  if (random.chance(QUIET_SPELL.thenLargeSum)) payLargeSum(world, customer, back + random.below(DAY_MS))
}

/** A deposit, a used car, a loan to a friend: several times the usual amount, mostly to a new receiver. */
function payLargeSum(world: World, customer: Customer, atMs: number): void {
  const random = world.random.behaviour
  world.queue.add(atMs, (now) => {
    const receiver = random.chance(LARGE_SUM.toStranger)
      ? meetSomebody(world, customer)
      : random.pick(customer.contacts)
    const amountMinor = toRound(random, usualTransferMinor(customer) * drawLargeFactor(random))
    return sendTo(world, customer, receiver, amountMinor, now)
  })
}
