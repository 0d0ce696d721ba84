import { toPrice, usualTransferMinor } from '../../behaviour/amounts'
import { DAY_MS } from '../../time'
import {
  chooseReceiver,
  chooseTime,
  disguiseAs,
  pickGang,
  pickVictim,
  take,
  transferChannel,
  type PlanCampaign,
} from '../attack'

/** Small sums over weeks, none of them worth a look: a helper with the victim's phone, a forgotten session. */
export const stealSlowly: PlanCampaign = (world, startMs) => {
  const random = world.random.crime
  const victim = pickVictim(world)
  const gang = pickGang(world)
  const session = disguiseAs(world, 'low_and_slow', victim, gang, transferChannel(world, victim))
  const { account: to } = chooseReceiver(world, gang, startMs)
  const usual = usualTransferMinor(victim) * random.logNormal(0.7, 0.4)
  let atMs = chooseTime(world, 'low_and_slow', victim, startMs)
  for (let left = 4 + random.poisson(4); left > 0; left--) {
    world.queue.add(atMs, () =>
      take({
        typology: 'low_and_slow',
        type: 'TRANSFER',
        from: victim,
        to,
        amountMinor: toPrice(random, usual * random.logNormal(1, 0.3)),
        session,
      }),
    )
    const pauseMs = random.between(0.5, 4.5) * DAY_MS
    atMs = chooseTime(world, 'low_and_slow', victim, atMs + Math.floor(pauseMs))
  }
}
