import { drawPurchaseMinor } from '../../behaviour/amounts'
import { buy, refund } from '../../behaviour/purchase'
import { DAY_MS } from '../../time'
import { CRIME, TRICKS } from '../../world-parameters'
import { chooseTime, drawPause, pickGang, pickVictim, type PlanCampaign } from '../attack'

const { payments, factor } = CRIME.refund_abuse

/** Orders goods, keeps them and gets refunds repeatedly, from shops with few checks. */
export const abuseRefunds: PlanCampaign = (world, startMs) => {
  const random = world.random.crime
  const { shops } = pickGang(world)
  const abuser = pickVictim(world, ({ usesMobileMoney }) => !usesMobileMoney)
  let atMs = startMs
  for (let left = random.count(payments); left > 0; left--) {
    const shop = random.pick(shops)
    const orderedMinor = Math.round(drawPurchaseMinor(random, abuser, shop) * random.logNormal(...factor))
    const orderAt = chooseTime(world, 'refund_abuse', abuser, atMs)
    const refundAt = orderAt + random.exponential(TRICKS.refundDays * DAY_MS)
    world.queue.add(orderAt, (now) => {
      const order = buy(world, abuser, shop, orderedMinor, now)
      if (order !== null) {
        const returned = refund(shop, abuser, order.amountMinor)
        world.queue.add(refundAt, () => ({ ...returned, typology: 'refund_abuse' }))
      }
      return order
    })
    atMs += drawPause(random, 'refund_abuse')
  }
}
