/** Regular payments on fixed days: wages, rent and savings. */

import type { Payment } from '../payment'
import type { Account, Customer } from '../population/entities'
import { DAY_MS, HOUR_MS } from '../time'
import type { World } from '../world'
import { HABITS } from '../world-parameters'
import { pay } from './pay'
import { sendTo } from './pay-person'
import { BATCH_SESSION } from './sessions'

const WEEKS_PER_MONTH = 52 / 12
const MONTH_DAYS = 28

export function planCalendar(world: World, customer: Customer, dayStartMs: number): void {
  const random = world.random.behaviour
  const date = new Date(dayStartMs + DAY_MS / 2)
  const dayOfMonth = Math.min(MONTH_DAYS, date.getUTCDate())
  const isLastDays = date.getUTCDate() > MONTH_DAYS
  const isPayday = customer.paidWeekly
    ? date.getUTCDay() === customer.payday
    : !isLastDays && dayOfMonth === customer.payday
  if (isPayday) {
    const share = customer.paidWeekly ? 1 / WEEKS_PER_MONTH : 1
    const amountMinor = Math.round(customer.incomeMinor * share * random.between(0.97, 1.03))
    const atMs = dayStartMs + random.between(3, 8) * HOUR_MS
    world.queue.add(atMs, () => payWage(customer, amountMinor))
    world.queue.add(atMs + random.between(1, 40) * HOUR_MS, (now) => save(world, customer, now))
  }
  if (!isLastDays && dayOfMonth === rentDay(customer)) {
    const amountMinor = Math.round(
      customer.incomeMinor * HABITS.rentOfIncome.median * customer.taste[0]! ** 0.4,
    )
    world.queue.add(dayStartMs + random.between(1, 6) * HOUR_MS, (now) =>
      directDebit(world, customer, customer.landlord, amountMinor, now),
    )
  }
}

/** Some days after a monthly wage. */
const rentDay = ({ payday }: Customer): number => ((payday + 2) % MONTH_DAYS) + 1

const payWage = ({ employer, account }: Customer, amountMinor: number): Payment => ({
  type: 'TRANSFER',
  amountMinor,
  sender: employer,
  receiver: account,
  session: BATCH_SESSION,
  merchantCategory: null,
  declinedAttempts: 0,
  typology: null,
})

const directDebit = (
  world: World,
  customer: Customer,
  receiver: Account,
  amountMinor: number,
  atMs: number,
): Payment | null =>
  pay(
    world,
    customer,
    { type: 'DEBIT', amountMinor, receiver, session: BATCH_SESSION, merchantCategory: null },
    atMs,
  )

/** The savings go to the customer's own account elsewhere, in one large amount. */
function save(world: World, customer: Customer, atMs: number): Payment | null {
  const spareMinor = customer.account.balanceMinor - customer.incomeMinor * HABITS.savesAbove
  if (spareMinor <= 0) return null
  const amountMinor = Math.floor((spareMinor + customer.incomeMinor * 0.8) / 1000) * 1000
  return amountMinor > 0 ? sendTo(world, customer, customer.savings, amountMinor, atMs) : null
}
