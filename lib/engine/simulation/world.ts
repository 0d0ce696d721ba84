import type { Gang } from './crime/gang'
import type { Payment } from './payment'
import { createCustomer, drawContacts } from './population/create-customer'
import type { Customer } from './population/entities'
import { Identifiers } from './population/identifiers'
import { Market } from './population/market'
import type { CountryFacts } from './places/countries'
import { EventQueue } from './random/event-queue'
import { Random } from './random/random'
import { activateScenarios, type ActiveScenarios } from './scenarios/active-scenarios'
import type { WorldConfig } from './types'
import { DAY_MS } from './time'
import { DEFAULT_CUSTOMERS, POPULATION } from './world-parameters'

/** The state of the simulation. Its size follows the number of customers, not of days. */
export interface World {
  readonly config: WorldConfig & { customers: number }
  readonly identifiers: Identifiers
  /** One stream per concern. */
  readonly random: {
    readonly population: Random
    readonly behaviour: Random
    readonly crime: Random
    readonly labels: Random
    readonly gaps: Random
  }
  readonly market: Market
  readonly customers: Customer[]
  readonly customersByCountry: Map<CountryFacts, Customer[]>
  readonly sellers: Customer[]
  readonly gangs: Gang[]
  readonly queue: EventQueue<Payment>
  readonly scenarios: ActiveScenarios
}

/** @throws RangeError when a number of the configuration makes no world */
export function createWorld(config: WorldConfig): World {
  const customers = config.customers ?? DEFAULT_CUSTOMERS
  requireWhole('seed', config.seed, 0)
  requireWhole('days', config.days, 1)
  requireWhole('customers', customers, 50)
  requireWhole('startMs', config.startMs, 0)

  const stream = (name: string) => new Random(config.seed, name)
  const population = stream('population')
  const identifiers = new Identifiers(stream('identifiers'))
  const world: World = {
    config: { ...config, customers },
    identifiers,
    random: {
      population,
      behaviour: stream('behaviour'),
      crime: stream('crime'),
      labels: stream('labels'),
      gaps: stream('gaps'),
    },
    market: new Market(population, identifiers, customers),
    customers: [],
    customersByCountry: new Map(),
    sellers: [],
    gangs: [],
    queue: new EventQueue(),
    scenarios: activateScenarios(config.scenarios ?? []),
  }
  for (let count = 0; count < customers; count++) {
    addCustomer(world, config.startMs - population.between(0, POPULATION.oldestDays) * DAY_MS)
  }
  return world
}

/** Adds a new customer with contacts. */
export function addCustomer(world: World, joinedAtMs: number, country?: CountryFacts): Customer {
  const { identifiers, market, customers, customersByCountry } = world
  const random = world.random.population
  const customer = createCustomer({ random, identifiers, market, customers }, joinedAtMs, country)
  const home = customer.home.city.country
  const compatriots = customersByCountry.get(home) ?? []
  customer.contacts = drawContacts(random, identifiers, compatriots)
  customersByCountry.set(home, compatriots)
  compatriots.push(customer)
  customers.push(customer)
  if (customer.isSeller) world.sellers.push(customer)
  return customer
}

function requireWhole(name: string, value: number, least: number): void {
  if (Number.isSafeInteger(value) && value >= least) return
  throw new RangeError(`${name} must be a whole number from ${least}: ${value}`)
}
