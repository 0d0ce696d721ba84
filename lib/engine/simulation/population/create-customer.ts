import { drawRhythm } from '../behaviour/rhythm'
import { drawCity, drawCountry, drawPlace, type City } from '../places/cities'
import type { CountryFacts } from '../places/countries'
import type { Random } from '../random/random'
import { WeightedChoice } from '../random/weighted-choice'
import { POPULATION } from '../world-parameters'
import type { Account, Customer, Merchant } from './entities'
import type { Identifiers } from './identifiers'
import type { Market } from './market'
import { MERCHANT_CATEGORIES, REFERENCE_INCOME } from './merchant-categories'

/** The inputs of a new customer. */
export interface Surroundings {
  random: Random
  identifiers: Identifiers
  market: Market
  /** The existing customers: some share a device with the new one. */
  customers: readonly Customer[]
}

/** A customer with individual habits, who joins at `joinedAtMs`. Contacts are added when other customers exist. */
export function createCustomer(
  { random, identifiers, market, customers }: Surroundings,
  joinedAtMs: number,
  country: CountryFacts = drawCountry(random),
): Customer {
  const city = drawCity(random, country)
  const usesMobileMoney = random.chance(country.mobileMoney)
  const incomeMinor = Math.round(random.logNormal(country.income * 100, POPULATION.incomeSigma))
  const paidWeekly = random.chance(POPULATION.paidWeekly)
  const taste = Float32Array.from(MERCHANT_CATEGORIES, () => random.logNormal(1, POPULATION.tasteSigma))
  const showsBalance = random.chance(POPULATION.showsBalance[usesMobileMoney ? 'mobileMoney' : 'card'])
  return {
    account: {
      id: identifiers.account('C'),
      balanceMinor: Math.round(incomeMinor * random.between(0.05, 1.1)),
      showsBalance,
    },
    home: drawPlace(random, city),
    incomeMinor,
    usesMobileMoney,
    employer: market.drawEmployer(random, country),
    landlord: market.drawEmployer(random, country),
    savings: accountElsewhere(identifiers),
    payday: paidWeekly ? random.below(7) : 1 + random.below(28),
    paidWeekly,
    isSeller: random.chance(POPULATION.sellers),
    dailyRate: random.logNormal(POPULATION.paymentsPerDay, POPULATION.dailyRateSigma),
    hours: drawRhythm(random),
    spending:
      (incomeMinor / (REFERENCE_INCOME * 100)) ** POPULATION.incomeElasticity *
      random.logNormal(1, POPULATION.spendingSigma),
    taste,
    categoryChoice: drawCategories(random),
    joinedAtMs,
    favourites: drawFavourites(random, market, city),
    contacts: [],
    agent: market.drawAgent(random, city),
    devices: drawDevices(random, identifiers, customers),
    phone: identifiers.phone(country.callingCode),
    ip: identifiers.ip(cityKey(city)),
    sharesLocation: random.chance(POPULATION.sharesLocation),
    awayIn: null,
    awayUntilMs: 0,
    quietUntilMs: 0,
    rejected: 0,
  }
}

/** Each city has one network number. */
export const cityKey = (city: City): number => Math.abs(Math.round(city.latitude * 31 + city.longitude * 17))

/** The regular receivers of a customer: mostly in the same country, some with accounts elsewhere. */
export function drawContacts(
  random: Random,
  identifiers: Identifiers,
  compatriots: readonly Customer[],
): Account[] {
  return Array.from({ length: POPULATION.contacts }, () =>
    compatriots.length > 0 && random.chance(0.6)
      ? random.pick(compatriots).account
      : accountElsewhere(identifiers),
  )
}

/** An account at another institution. */
export const accountElsewhere = (identifiers: Identifiers): Account => ({
  id: identifiers.account('C'),
  balanceMinor: 0,
  showsBalance: false,
})

/** Each customer buys in every category, at individual frequencies. */
const drawCategories = (random: Random): WeightedChoice =>
  new WeightedChoice(MERCHANT_CATEGORIES.map(({ weight }) => random.logNormal(weight, 0.8)))

function drawFavourites(random: Random, market: Market, city: City): Merchant[] {
  const habits = drawCategories(random)
  return Array.from({ length: POPULATION.favourites }, () =>
    market.drawMerchant(random, habits.draw(random), city),
  )
}

function drawDevices(random: Random, identifiers: Identifiers, customers: readonly Customer[]): string[] {
  const shared = customers.length > 0 && random.chance(POPULATION.familyDevice)
  const devices = [shared ? random.pick(customers.slice(-20)).devices[0]! : identifiers.device()]
  if (random.chance(POPULATION.secondDevice)) devices.push(identifiers.device())
  if (random.chance(POPULATION.thirdDevice)) devices.push(identifiers.device())
  return devices
}
