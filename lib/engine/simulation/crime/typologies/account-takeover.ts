import { drawTransferChannel } from '../../behaviour/channels'
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

const { payments, share } = CRIME.account_takeover

/** A thief signs in as the victim and sends the money away, in a few payments or one; some go shopping with it. */
export const takeOverAccount: PlanCampaign = (world, startMs) => {
  const random = world.random.crime
  const victim = pickVictim(world, hasMoney)
  const gang = pickGang(world)
  const session = disguiseAs(world, 'account_takeover', victim, gang, drawTransferChannel(random, victim))
  const shop = random.chance(TRICKS.takeoverGoesShopping) ? random.pick(gang.shops) : null
  let atMs = chooseTime(world, 'account_takeover', victim, startMs)
  let mule = chooseReceiver(world, gang, atMs)

  for (let left = random.count(payments); left > 0; left--) {
    const isLast = left === 1
    world.queue.add(atMs, (now) => {
      const balance = victim.account.balanceMinor
      const takesAll = isLast && random.chance(TRICKS.takesAll.account_takeover)
      const part = random.between(...share) * (isLast ? 1 : random.between(0.2, 0.7))
      const amountMinor = takesAll ? balance : wholeSum(balance * part)
      const declinedAttempts = random.chance(TRICKS.takeoverRejectedFirst) ? 1 + random.poisson(0.5) : 0
      const theft = {
        typology: 'account_takeover' as const,
        from: victim,
        amountMinor,
        session,
        declinedAttempts,
      }
      if (shop !== null) {
        return take({ ...theft, type: 'PAYMENT', to: shop.account, merchantCategory: shop.category.name })
      }
      if (random.chance(TRICKS.takeoverOtherMule)) mule = chooseReceiver(world, gang, now)
      passOn(world, mule, gang, amountMinor, now)
      return take({ ...theft, type: 'TRANSFER', to: mule.account })
    })
    atMs += drawPause(random, 'account_takeover')
  }
}
