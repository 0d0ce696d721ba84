import { addCustomer, type World } from '../world'
import type { Payment } from '../payment'
import type { Customer } from '../population/entities'
import type { Random } from '../random/random'
import { weightedKeys } from '../random/weighted-choice'
import { DAY_MS, HOUR_MS } from '../time'
import { ACTIVITIES, POPULATION } from '../world-parameters'
import { planCalendar } from './calendar'
import { depositCash } from './deposit-cash'
import { planLifeEvents } from './life-events'
import { payPerson } from './pay-person'
import { purchase } from './purchase'
import { WEEKDAY_FACTOR } from './rhythm'
import { withdrawCash } from './withdraw-cash'

/** Adds a day of legitimate payments to the queue. */
export function planDay(world: World, day: number): void {
  const { startMs, customers: atStart } = world.config
  const dayStartMs = startMs + day * DAY_MS
  const random = world.random.behaviour

  const joining = random.poisson(atStart * POPULATION.growthPerDay * world.scenarios.growth(day))
  for (let count = 0; count < joining; count++) {
    const region = world.scenarios.newRegion(day)
    addCustomer(world, dayStartMs, region !== null && random.chance(0.85) ? region : undefined)
  }
  planLifeEvents(world, dayStartMs)

  const weekday = new Date(dayStartMs + DAY_MS / 2).getUTCDay()
  const factor = WEEKDAY_FACTOR[weekday]! * world.scenarios.volume(day)
  for (const customer of world.customers) {
    planCalendar(world, customer, dayStartMs)
    if (customer.quietUntilMs > dayStartMs) continue
    for (let left = random.poisson(customer.dailyRate * factor); left > 0; left--) {
      world.queue.add(drawTime(random, customer, dayStartMs), (now) => payOrdinarily(world, customer, now))
    }
  }
}

/** A time in the 24 hours from `fromMs`, at an hour at which this customer usually pays. */
export function drawTime(random: Random, customer: Customer, fromMs: number): number {
  const localHour = customer.hours.draw(random) + random.next()
  const utcHour = localHour - customer.home.city.utcOffset
  const intoDay = (((utcHour * HOUR_MS - fromMs) % DAY_MS) + DAY_MS) % DAY_MS
  return fromMs + Math.floor(intoDay)
}

const onMobileMoney = weightedKeys(ACTIVITIES.mobileMoney)
const onCard = weightedKeys(ACTIVITIES.card)

function payOrdinarily(world: World, customer: Customer, atMs: number): Payment | null {
  const draw = customer.usesMobileMoney ? onMobileMoney : onCard
  switch (draw(world.random.behaviour)) {
    case 'purchase':
      return purchase(world, customer, atMs)
    case 'person':
      return payPerson(world, customer, atMs)
    case 'withdrawal':
      return withdrawCash(world, customer, atMs)
    case 'deposit':
      return depositCash(world, customer)
  }
}
