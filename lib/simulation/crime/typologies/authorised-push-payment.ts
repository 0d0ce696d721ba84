import { toRound, usualTransferMinor } from '../../behaviour/amounts'
import { remoteSession } from '../../behaviour/sessions'
import { DAY_MS } from '../../time'
import {
  chooseReceiver,
  chooseTime,
  hasMoney,
  passOn,
  pickGang,
  pickVictim,
  take,
  transferChannel,
  type PlanCampaign,
} from '../attack'

/** The victim is talked into paying: own device, own place, own hours. Only the sum and the receiver are odd. */
export const pushPayment: PlanCampaign = (world, startMs) => {
  const random = world.random.crime
  const victim = pickVictim(world, hasMoney)
  const gang = pickGang(world)
  let atMs = chooseTime(world, 'authorised_push_payment', victim, startMs)
  const mule = chooseReceiver(world, gang, atMs)
  for (let left = 1 + random.poisson(0.5); left > 0; left--) {
    const factor = random.logNormal(3.6, 0.6)
    world.queue.add(atMs, (now) => {
      const amountMinor = toRound(random, usualTransferMinor(victim) * factor)
      passOn(world, mule, gang, amountMinor, now)
      return take({
        typology: 'authorised_push_payment',
        type: 'TRANSFER',
        from: victim,
        to: mule.account,
        amountMinor,
        session: remoteSession(world, victim, now, transferChannel(world, victim)),
      })
    })
    atMs = chooseTime(world, 'authorised_push_payment', victim, atMs + random.below(2 * DAY_MS))
  }
}
