import { toPrice, usualPurchaseMinor } from '../../behaviour/amounts'
import { remoteSession } from '../../behaviour/sessions'
import { CRIME } from '../../world-parameters'
import { chooseReceiver, chooseTime, pickGang, pickVictim, take, type PlanCampaign } from '../attack'

const { payments, factor } = CRIME.qr_code_scam

/** The new tactic: a sticker over a shop's QR code sends an everyday payment of a usual amount to a mule. */
export const swapQrCode: PlanCampaign = (world, startMs) => {
  const random = world.random.crime
  const gang = pickGang(world)
  const { account: to } = chooseReceiver(world, gang, startMs)
  for (let left = random.count(payments); left > 0; left--) {
    const victim = pickVictim(world)
    const category = victim.categoryChoice.draw(random)
    const amountMinor = toPrice(random, usualPurchaseMinor(victim, category) * random.logNormal(...factor))
    world.queue.add(chooseTime(world, 'qr_code_scam', victim, startMs), (now) =>
      take({
        typology: 'qr_code_scam',
        type: 'TRANSFER',
        from: victim,
        to,
        amountMinor,
        session: remoteSession(world, victim, now, 'app'),
      }),
    )
  }
}
