import { toPrice, toRound, usualPurchaseMinor, usualWithdrawalMinor } from '../../behaviour/amounts'
import { atmSession, terminalSession } from '../../behaviour/sessions'
import { HOUR_MS } from '../../time'
import { chooseTime, pickGang, pickVictim, take, type PlanCampaign } from '../attack'

/** A tampered terminal copies cards. It charges some of them itself; others are used as copies, near or far. */
export const skimCard: PlanCampaign = (world, startMs) => {
  const random = world.random.crime
  const gang = pickGang(world)
  const victim = pickVictim(world, ({ usesMobileMoney }) => !usesMobileMoney)
  const city = random.chance(0.5) ? victim.home.city : gang.city
  let atMs = chooseTime(world, 'skimmed_card', victim, startMs)

  for (let left = 1 + random.poisson(1); left > 0; left--) {
    const kind = random.next()
    const shop = kind < 0.55 ? gang.tamperedShop : random.pick(gang.shops)
    const worth = usualPurchaseMinor(victim, shop.categoryIndex, shop.priceLevel)
    const factor = random.logNormal(kind < 0.55 ? 1.3 : 2.2, 0.5)
    world.queue.add(atMs, () =>
      kind > 0.82
        ? take({
            typology: 'skimmed_card',
            type: 'CASH_OUT',
            from: victim,
            to: null,
            amountMinor: toRound(random, usualWithdrawalMinor(victim) * factor),
            session: atmSession(world, city),
          })
        : take({
            typology: 'skimmed_card',
            type: 'PAYMENT',
            from: victim,
            to: shop.account,
            amountMinor: toPrice(random, worth * factor),
            session: terminalSession(world, shop, kind < 0.55 ? shop.city : city),
            merchantCategory: shop.category.name,
          }),
    )
    atMs += random.exponential(5 * HOUR_MS)
  }
}
