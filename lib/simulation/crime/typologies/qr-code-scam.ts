import { toPrice, usualPurchaseMinor } from '../../behaviour/amounts'
import { remoteSession } from '../../behaviour/sessions'
import { chooseReceiver, chooseTime, pickGang, pickVictim, take, type PlanCampaign } from '../attack'

/** The new tactic: a sticker over a shop's code leads an everyday payment to a mule, at an everyday price. */
export const swapQrCode: PlanCampaign = (world, startMs) => {
  const random = world.random.crime
  const gang = pickGang(world)
  const { account: to } = chooseReceiver(world, gang, startMs)
  for (let left = 2 + random.poisson(2); left > 0; left--) {
    const victim = pickVictim(world)
    const category = victim.categoryChoice.draw(random)
    const amountMinor = toPrice(random, usualPurchaseMinor(victim, category) * random.logNormal(1.3, 0.5))
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
