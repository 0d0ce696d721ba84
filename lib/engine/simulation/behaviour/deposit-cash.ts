import type { Payment } from '../payment'
import type { Customer } from '../population/entities'
import type { World } from '../world'
import { toRound, usualWithdrawalMinor } from './amounts'
import { agentSession, atmSession } from './sessions'

/** Deposits cash at an agent or at a machine of the bank. */
export function depositCash(world: World, customer: Customer): Payment {
  const random = world.random.behaviour
  const agent = customer.usesMobileMoney ? customer.agent : null
  return {
    type: 'CASH_IN',
    amountMinor: toRound(random, usualWithdrawalMinor(customer) * random.logNormal(1.8, 0.7)),
    sender: customer.account,
    receiver: agent === null ? null : agent.account,
    session: agent === null ? atmSession(world, customer.home.city) : agentSession(agent, customer.phone),
    merchantCategory: null,
    declinedAttempts: 0,
    typology: null,
  }
}
