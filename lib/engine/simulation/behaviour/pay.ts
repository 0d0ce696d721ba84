import type { Payment } from '../payment'
import type { Customer } from '../population/entities'
import { HOUR_MS } from '../time'
import type { World } from '../world'
import { HABITS } from '../world-parameters'
import { depositCash } from './deposit-cash'

/** The intent of a legitimate payment, without the fields that follow from its execution. */
export type Wish = Omit<Payment, 'sender' | 'declinedAttempts' | 'typology'>

/**
 * Pays if the balance allows, otherwise tries a smaller amount, deposits cash first, or gives up. Rejected attempts are
 * counted until a payment succeeds.
 */
export function pay(world: World, customer: Customer, wish: Wish, atMs: number): Payment | null {
  const random = world.random.behaviour
  const available = availableMinor(customer)
  const typos = random.chance(HABITS.typosPerPayment) ? 1 : 0
  if (wish.amountMinor <= available) return accept(customer, wish, typos)

  customer.rejected += 1
  if (random.chance(HABITS.triesWithLess) && available >= 500) {
    const less = Math.min(available, Math.floor((wish.amountMinor * random.between(0.3, 0.7)) / 100) * 100)
    return less < 100 ? null : accept(customer, { ...wish, amountMinor: less }, typos)
  }
  if (random.chance(0.5)) {
    world.queue.add(atMs + random.exponential(5 * HOUR_MS), () => depositCash(world, customer))
  }
  return null
}

/** The balance plus the overdraft limit. */
export const availableMinor = ({ account, incomeMinor }: Customer): number =>
  account.balanceMinor + Math.round(incomeMinor * HABITS.overdraftOfIncome)

function accept(customer: Customer, wish: Wish, typos: number): Payment {
  const declinedAttempts = customer.rejected + typos
  customer.rejected = 0
  return { ...wish, sender: customer.account, declinedAttempts, typology: null }
}
