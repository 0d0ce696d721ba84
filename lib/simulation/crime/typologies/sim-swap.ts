import { HOUR_MS, MINUTE_MS } from '../../time'
import {
  chooseReceiver,
  chooseTime,
  disguiseAs,
  hasMoney,
  passOn,
  pickGang,
  pickVictim,
  take,
  type PlanCampaign,
} from '../attack'

/** The victim's number moves to a card of the thief's: codes by message arrive there, and the account is emptied fast. */
export const swapSim: PlanCampaign = (world, startMs) => {
  const random = world.random.crime
  const victim = pickVictim(world, hasMoney)
  const gang = pickGang(world)
  const channel = victim.usesMobileMoney && random.chance(0.45) ? 'ussd' : 'app'
  const session = disguiseAs(world, 'sim_swap', victim, gang, channel)
  if (random.chance(0.4)) session.phone = world.identifiers.phone(random.below(89))
  let atMs = chooseTime(world, 'sim_swap', victim, startMs)

  for (let left = 1 + random.poisson(1.1); left > 0; left--) {
    world.queue.add(atMs, (now) => {
      const amountMinor = Math.floor((victim.account.balanceMinor * random.between(0.3, 0.97)) / 100) * 100
      const agent =
        victim.usesMobileMoney && random.chance(0.3) ? world.market.drawAgent(random, gang.city) : null
      const theft = { typology: 'sim_swap' as const, from: victim, amountMinor }
      if (agent !== null) {
        const atAgent = {
          ...session,
          channel: 'agent' as const,
          deviceId: agent.deviceId,
          place: agent.place,
        }
        return take({ ...theft, type: 'CASH_OUT', to: agent.account, session: atAgent })
      }
      const mule = chooseReceiver(world, gang, now)
      passOn(world, mule, gang, amountMinor, now)
      return take({ ...theft, type: 'TRANSFER', to: mule.account, session })
    })
    atMs += Math.floor(
      random.chance(0.7) ? random.exponential(20 * MINUTE_MS) : random.exponential(6 * HOUR_MS),
    )
  }
}
