import { drawCity, drawCountry, drawPlace } from '../places/cities'
import type { CountryFacts } from '../places/countries'
import type { Random } from '../random/random'
import { WeightedChoice } from '../random/weighted-choice'
import { POPULATION } from '../world-parameters'
import type { Account, Agent, Merchant } from './entities'
import type { Identifiers } from './identifiers'
import { MERCHANT_CATEGORIES } from './merchant-categories'

export interface Employer {
  account: Account
  country: CountryFacts
}

/** Rare categories have few shops, but more than their share of the purchases. */
const TRADES = new WeightedChoice(MERCHANT_CATEGORIES.map(({ weight }) => Math.sqrt(weight)))

/** The first shops take one category each, so that any simulation has every category. */
export function createMerchant(random: Random, identifiers: Identifiers, index: number): Merchant {
  const categoryIndex = index < MERCHANT_CATEGORIES.length ? index : TRADES.draw(random)
  const category = MERCHANT_CATEGORIES[categoryIndex]!
  return {
    account: { id: identifiers.account('M'), balanceMinor: 0, showsBalance: false },
    category,
    categoryIndex,
    city: drawCity(random, drawCountry(random)),
    priceLevel: random.logNormal(1, 0.3),
    fewChecks: category.online > 0.4 && random.chance(POPULATION.merchantsWithFewChecks),
  }
}

/** Agents exist where customers use mobile money. */
export function createAgent(random: Random, identifiers: Identifiers): Agent {
  let country = drawCountry(random)
  while (!random.chance(country.mobileMoney)) country = drawCountry(random)
  const city = drawCity(random, country)
  return {
    account: { id: identifiers.account('M'), balanceMinor: 0, showsBalance: false },
    city,
    place: drawPlace(random, city),
    deviceId: identifiers.device(),
  }
}

export const createEmployer = (random: Random, identifiers: Identifiers): Employer => ({
  account: { id: identifiers.account('C'), balanceMinor: 0, showsBalance: false },
  country: drawCountry(random),
})
