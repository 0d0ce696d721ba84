import { drawTransferChannel } from '../../behaviour/channels'
import type { Customer } from '../../population/entities'
import { DAY_MS } from '../../time'
import type { World } from '../../world'
import { CRIME } from '../../world-parameters'
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

const { payments, share } = CRIME.dormant_revival
/** The inactive period is longer than this, so the owner does not see the theft. */
const QUIET_DAYS_AHEAD = 5
const TRIES = 60

/** A thief uses an account that its owner has not used for a long time. */
export const reviveDormant: PlanCampaign = (world, startMs) => {
  const random = world.random.crime
  const gang = pickGang(world)
  const victim = findDormant(world, startMs)
  const session = disguiseAs(world, 'dormant_revival', victim, gang, drawTransferChannel(random, victim))
  let atMs = chooseTime(world, 'dormant_revival', victim, startMs)
  const mule = chooseReceiver(world, gang, atMs)
  for (let left = random.count(payments); left > 0; left--) {
    world.queue.add(atMs, (now) => {
      const amountMinor = wholeSum(victim.account.balanceMinor * random.between(...share))
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
    atMs += drawPause(random, 'dormant_revival')
  }
}

/** An inactive customer; when none is found, one with money. */
function findDormant(world: World, nowMs: number): Customer {
  const isQuiet = ({ quietUntilMs }: Customer) => quietUntilMs > nowMs + QUIET_DAYS_AHEAD * DAY_MS
  for (let left = TRIES; left > 0; left--) {
    const customer = world.random.crime.pick(world.customers)
    if (isQuiet(customer) && hasMoney(customer)) return customer
  }
  return pickVictim(world, hasMoney)
}
