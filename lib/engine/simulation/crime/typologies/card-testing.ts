import { toPrice, usualPurchaseMinor } from '../../behaviour/amounts'
import { DAY_MS } from '../../time'
import { CRIME, TRICKS } from '../../world-parameters'
import { chooseTime, disguiseAs, drawPause, pickGang, pickVictim, take, type PlanCampaign } from '../attack'

const { payments, factor } = CRIME.card_testing

/**
 * Stolen card numbers are tested with small amounts at shops with few checks; some valid ones are then used for more.
 */
export const testCards: PlanCampaign = (world, startMs) => {
  const random = world.random.crime
  const gang = pickGang(world)
  const shop = random.chance(TRICKS.testedAtFavouriteShop)
    ? random.pick(gang.shops)
    : world.market.drawMerchantWithFewChecks(random)
  let atMs = startMs + random.below(DAY_MS)

  for (let cards = random.count(TRICKS.testedCards); cards > 0; cards--) {
    const victim = pickVictim(world, ({ usesMobileMoney }) => !usesMobileMoney)
    const session = disguiseAs(world, 'card_testing', victim, gang, 'ecommerce')
    const theft = { typology: 'card_testing' as const, type: 'PAYMENT' as const, from: victim, session }
    for (let tries = random.count(payments); tries > 0; tries--) {
      const amountMinor = toPrice(random, random.between(...TRICKS.testMajor) * 100)
      const declinedAttempts = random.chance(TRICKS.testRejected) ? 1 + random.poisson(0.7) : 0
      const to = shop.account
      world.queue.add(atMs, () =>
        take({ ...theft, to, amountMinor, declinedAttempts, merchantCategory: shop.category.name }),
      )
      atMs += drawPause(random, 'card_testing')
    }
    if (!random.chance(TRICKS.testedCardIsUsed)) continue
    const target = random.pick(gang.shops)
    const worth = usualPurchaseMinor(victim, target.categoryIndex, target.priceLevel)
    const amountMinor = toPrice(random, worth * random.logNormal(...factor))
    const spendAt = chooseTime(
      world,
      'card_testing',
      victim,
      atMs + random.below(TRICKS.testedCardWithinDays * DAY_MS),
    )
    world.queue.add(spendAt, () =>
      take({ ...theft, to: target.account, amountMinor, merchantCategory: target.category.name }),
    )
  }
}
