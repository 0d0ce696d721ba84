import type { Payment, Session } from '../../payment'
import type { Agent, Customer } from '../../population/entities'
import { CRIME, TRICKS } from '../../world-parameters'
import {
  chooseReceiver,
  chooseTime,
  disguiseAs,
  drawPause,
  hasMoney,
  passOn,
  pickGang,
  pickVictim,
  take,
  wholeSum,
  type PlanCampaign,
} from '../attack'

const { payments, share } = CRIME.sim_swap

/** The victim's number moves to the thief's SIM card: the thief receives the codes and empties the account fast. */
export const swapSim: PlanCampaign = (world, startMs) => {
  const random = world.random.crime
  const victim = pickVictim(world, hasMoney)
  const gang = pickGang(world)
  const channel = victim.usesMobileMoney && random.chance(0.45) ? 'ussd' : 'app'
  const session = disguiseAs(world, 'sim_swap', victim, gang, channel)
  if (random.chance(TRICKS.swapNewNumber))
    session.phone = world.identifiers.phone(victim.home.city.country.callingCode)
  let atMs = chooseTime(world, 'sim_swap', victim, startMs)

  for (let left = random.count(payments); left > 0; left--) {
    const isLast = left === 1
    world.queue.add(atMs, (now) => {
      const balance = victim.account.balanceMinor
      const takesAll = isLast && random.chance(TRICKS.takesAll.sim_swap)
      const amountMinor = takesAll ? balance : wholeSum(balance * random.between(...share))
      const isInCash = victim.usesMobileMoney && random.chance(TRICKS.swapAtAgent)
      const agent = isInCash ? world.market.drawAgent(random, gang.city) : null
      if (agent !== null) return cashOut(victim, agent, amountMinor, session)
      const mule = chooseReceiver(world, gang, now)
      passOn(world, mule, gang, amountMinor, now)
      return take({
        typology: 'sim_swap',
        type: 'TRANSFER',
        from: victim,
        to: mule.account,
        amountMinor,
        session,
      })
    })
    atMs += drawPause(random, 'sim_swap')
  }
}

const cashOut = (from: Customer, agent: Agent, amountMinor: number, session: Session): Payment | null =>
  take({
    typology: 'sim_swap',
    type: 'CASH_OUT',
    from,
    to: agent.account,
    amountMinor,
    session: { ...session, channel: 'agent', deviceId: agent.deviceId, place: agent.place },
  })
