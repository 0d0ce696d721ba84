import { toPrice, toRound, usualPurchaseMinor, usualWithdrawalMinor } from '../../behaviour/amounts'
import { atmSession, terminalSession } from '../../behaviour/sessions'
import type { Payment } from '../../payment'
import type { City } from '../../places/cities'
import type { Customer, Merchant } from '../../population/entities'
import type { World } from '../../world'
import { CRIME, TRICKS } from '../../world-parameters'
import { chooseTime, drawPause, pickGang, pickVictim, take, type PlanCampaign } from '../attack'

const { payments, factor, disguise } = CRIME.skimmed_card

/** A tampered terminal copies cards. It charges some of them itself; copies of others are used, near or far. */
export const skimCard: PlanCampaign = (world, startMs) => {
  const random = world.random.crime
  const gang = pickGang(world)
  const victim = pickVictim(world, ({ usesMobileMoney }) => !usesMobileMoney)
  const city = random.chance(disguise.victimsPlace) ? victim.home.city : gang.city
  let atMs = chooseTime(world, 'skimmed_card', victim, startMs)

  for (let left = random.count(payments); left > 0; left--) {
    const times = random.logNormal(...factor)
    const kind = random.next()
    world.queue.add(atMs, () => {
      if (kind < TRICKS.skimmedForCash) return drawCash(world, victim, city, times)
      return kind < TRICKS.skimmedForCash + TRICKS.skimmedAtTamperedShop
        ? charge(world, victim, gang.tamperedShop, gang.tamperedShop.city, times)
        : charge(world, victim, random.pick(gang.shops), city, times * TRICKS.copiedCardFactor)
    })
    atMs += drawPause(random, 'skimmed_card')
  }
}

const charge = (world: World, from: Customer, shop: Merchant, city: City, times: number): Payment | null =>
  take({
    typology: 'skimmed_card',
    type: 'PAYMENT',
    from,
    to: shop.account,
    amountMinor: toPrice(
      world.random.crime,
      usualPurchaseMinor(from, shop.categoryIndex, shop.priceLevel) * times,
    ),
    session: terminalSession(world, shop, city),
    merchantCategory: shop.category.name,
  })

const drawCash = (world: World, from: Customer, city: City, times: number): Payment | null =>
  take({
    typology: 'skimmed_card',
    type: 'CASH_OUT',
    from,
    to: null,
    amountMinor: toRound(world.random.crime, usualWithdrawalMinor(from) * times),
    session: atmSession(world, city),
  })
