import { DAY_MS, HOUR_MS } from '../../time'
import {
  chooseReceiver,
  chooseTime,
  disguiseAs,
  hasMoney,
  passOn,
  pickGang,
  pickVictim,
  take,
  transferChannel,
  type PlanCampaign,
} from '../attack'

const LONG_QUIET_DAYS = 5

/** An account that its owner has left alone wakes under somebody else's hand. */
export const reviveDormant: PlanCampaign = (world, startMs) => {
  const random = world.random.crime
  const gang = pickGang(world)
  const victim = findQuiet(world.customers.length, () => pickVictim(world), startMs)
  const session = disguiseAs(world, 'dormant_revival', victim, gang, transferChannel(world, victim))
  let atMs = chooseTime(world, 'dormant_revival', victim, startMs)
  const mule = chooseReceiver(world, gang, atMs)
  for (let left = 1 + random.poisson(1.3); left > 0; left--) {
    world.queue.add(atMs, (now) => {
      const amountMinor = Math.floor((victim.account.balanceMinor * random.between(0.25, 0.9)) / 100) * 100
      passOn(world, mule, gang, amountMinor, now)
      return take({
        typology: 'dormant_revival',
        type: 'TRANSFER',
        from: victim,
        to: mule.account,
        amountMinor,
        session,
      })
    })
    atMs += random.exponential(3 * HOUR_MS)
  }

  /** The first of many draws that is in a quiet spell and has money; else one with money. */
  function findQuiet(tries: number, draw: () => ReturnType<typeof pickVictim>, nowMs: number) {
    for (let left = Math.min(tries, 300); left > 0; left--) {
      const customer = draw()
      if (customer.quietUntilMs > nowMs + LONG_QUIET_DAYS * DAY_MS && hasMoney(customer)) return customer
    }
    return pickVictim(world, hasMoney)
  }
}
