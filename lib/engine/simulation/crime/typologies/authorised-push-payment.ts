import { drawTransferChannel } from '../../behaviour/channels'
import { toRound, usualTransferMinor } from '../../behaviour/amounts'
import { remoteSession } from '../../behaviour/sessions'
import { CRIME } from '../../world-parameters'
import {
  chooseReceiver,
  chooseTime,
  drawPause,
  hasMoney,
  passOn,
  pickGang,
  pickVictim,
  take,
  type PlanCampaign,
} from '../attack'

const { payments, factor } = CRIME.authorised_push_payment

/** The victim is persuaded to pay: own device, own place, own hours. Only amount and receiver are unusual. */
export const pushPayment: PlanCampaign = (world, startMs) => {
  const random = world.random.crime
  const victim = pickVictim(world, hasMoney)
  const gang = pickGang(world)
  let atMs = chooseTime(world, 'authorised_push_payment', victim, startMs)
  const mule = chooseReceiver(world, gang, atMs)
  for (let left = random.count(payments); left > 0; left--) {
    const times = random.logNormal(...factor)
    world.queue.add(atMs, (now) => {
      const amountMinor = toRound(random, usualTransferMinor(victim) * times)
      passOn(world, mule, gang, amountMinor, now)
      return take({
        typology: 'authorised_push_payment',
        type: 'TRANSFER',
        from: victim,
        to: mule.account,
        amountMinor,
        session: remoteSession(world, victim, now, drawTransferChannel(random, victim)),
      })
    })
    atMs = chooseTime(
      world,
      'authorised_push_payment',
      victim,
      atMs + drawPause(random, 'authorised_push_payment'),
    )
  }
}
