import { toPrice, usualPurchaseMinor } from '../../behaviour/amounts'
import { remoteSession } from '../../behaviour/sessions'
import { RESOLD_CATEGORIES } from '../../population/merchant-categories'
import { DAY_MS } from '../../time'
import { CRIME, TRICKS } from '../../world-parameters'
import { chooseTime, drawPause, pickGang, pickVictim, take, type PlanCampaign } from '../attack'

const { payments, factor } = CRIME.bust_out

/** A customer without intention to repay behaves well for a while, then spends all credit and disappears. */
export const bustOut: PlanCampaign = (world, startMs) => {
  const random = world.random.crime
  const gang = pickGang(world)
  const culprit = pickVictim(
    world,
    ({ joinedAtMs, usesMobileMoney }) =>
      !usesMobileMoney && startMs - joinedAtMs < TRICKS.bustOutNewcomerDays * DAY_MS,
  )
  let atMs = chooseTime(world, 'bust_out', culprit, startMs)
  for (let left = random.count(payments); left > 0; left--) {
    const shop = random.chance(TRICKS.bustOutAtGangShop)
      ? random.pick(gang.shops)
      : world.market.drawMerchant(random, random.pick(RESOLD_CATEGORIES), culprit.home.city)
    const worth = usualPurchaseMinor(culprit, shop.categoryIndex, shop.priceLevel)
    const amountMinor = toPrice(random, worth * random.logNormal(...factor))
    world.queue.add(atMs, (now) =>
      take({
        typology: 'bust_out',
        type: 'PAYMENT',
        from: culprit,
        to: shop.account,
        amountMinor,
        session: remoteSession(world, culprit, now, random.chance(0.7) ? 'ecommerce' : 'app'),
        merchantCategory: shop.category.name,
        creditMinor: culprit.incomeMinor * TRICKS.bustOutCredit,
        declinedAttempts: random.chance(TRICKS.bustOutRejected) ? 1 : 0,
      }),
    )
    atMs += drawPause(random, 'bust_out')
  }
}
