import { drawTransferChannel } from '../../behaviour/channels'
import { toPrice, usualTransferMinor } from '../../behaviour/amounts'
import { CRIME } from '../../world-parameters'
import {
  chooseReceiver,
  chooseTime,
  disguiseAs,
  drawPause,
  pickGang,
  pickVictim,
  take,
  type PlanCampaign,
} from '../attack'

const { payments, factor } = CRIME.low_and_slow

/** Small amounts over weeks, each of them inconspicuous: a helper with the victim's phone, a forgotten session. */
export const stealSlowly: PlanCampaign = (world, startMs) => {
  const random = world.random.crime
  const victim = pickVictim(world)
  const gang = pickGang(world)
  const session = disguiseAs(world, 'low_and_slow', victim, gang, drawTransferChannel(random, victim))
  const { account: to } = chooseReceiver(world, gang, startMs)
  const usual = usualTransferMinor(victim) * random.logNormal(...factor)
  let atMs = chooseTime(world, 'low_and_slow', victim, startMs)
  for (let left = random.count(payments); left > 0; left--) {
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
    atMs = chooseTime(world, 'low_and_slow', victim, atMs + drawPause(random, 'low_and_slow'))
  }
}
