import type { Payment } from '../payment'
import type { Customer } from '../population/entities'
import type { World } from '../world'
import { HABITS } from '../world-parameters'
import { toRound, usualWithdrawalMinor } from './amounts'
import { pay } from './pay'
import { agentSession, atmSession, cityNow } from './sessions'

/** Withdraws cash: with mobile money at an agent, with a card at a machine; some withdraw the whole balance. */
export function withdrawCash(world: World, customer: Customer, atMs: number): Payment | null {
  const random = world.random.behaviour
  const takesAll = customer.usesMobileMoney && random.chance(HABITS.emptiesAccount * 2)
  const amountMinor = takesAll
    ? customer.account.balanceMinor
    : toRound(random, usualWithdrawalMinor(customer) * random.logNormal(1, 0.6))
  if (amountMinor < 100) return null
  const agent = customer.usesMobileMoney ? customer.agent : null
  return pay(
    world,
    customer,
    {
      type: 'CASH_OUT',
      amountMinor,
      receiver: agent === null ? null : agent.account,
      session:
        agent === null ? atmSession(world, cityNow(customer, atMs)) : agentSession(agent, customer.phone),
      merchantCategory: null,
    },
    atMs,
  )
}
