import { MINUTE_MS } from '../../time'
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

/** Somebody signs in as the victim and sends the money away, in a few steps or at once; some go shopping with it. */
export const takeOverAccount: PlanCampaign = (world, startMs) => {
  const random = world.random.crime
  const victim = pickVictim(world, hasMoney)
  const gang = pickGang(world)
  const session = disguiseAs(world, 'account_takeover', victim, gang, transferChannel(world, victim))
  const share = random.between(0.2, 0.98)
  const goesShopping = random.chance(0.15)
  let atMs = chooseTime(world, 'account_takeover', victim, startMs)
  let mule = chooseReceiver(world, gang, atMs)

  for (let left = 1 + random.poisson(0.8); left > 0; left--) {
    const isLast = left === 1
    world.queue.add(atMs, (now) => {
      const part = isLast ? 1 : random.between(0.2, 0.7)
      const amountMinor = neatly(victim.account.balanceMinor * share * part, random.chance(0.6))
      const theft = { typology: 'account_takeover' as const, from: victim, amountMinor, session }
      const declinedAttempts = random.chance(0.25) ? 1 + random.poisson(0.5) : 0
      if (goesShopping) {
        const shop = random.pick(gang.shops)
        const merchantCategory = shop.category.name
        return take({ ...theft, type: 'PAYMENT', to: shop.account, merchantCategory, declinedAttempts })
      }
      if (random.chance(0.3)) mule = chooseReceiver(world, gang, now)
      passOn(world, mule, gang, amountMinor, now)
      return take({ ...theft, type: 'TRANSFER', to: mule.account, declinedAttempts })
    })
    atMs += random.exponential(14 * MINUTE_MS)
  }
}

const neatly = (minor: number, isRound: boolean): number =>
  isRound && minor > 10_000 ? Math.floor(minor / 1000) * 1000 : Math.floor(minor)
