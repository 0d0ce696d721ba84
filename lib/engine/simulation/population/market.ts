import type { City } from '../places/cities'
import type { CountryFacts } from '../places/countries'
import type { Random } from '../random/random'
import { POPULATION } from '../world-parameters'
import { createAgent, createEmployer, createMerchant, type Employer } from './create-businesses'
import type { Account, Agent, Merchant } from './entities'
import type { Identifiers } from './identifiers'

/** Merchants, agents and employers, found by category and place. */
export class Market {
  readonly merchants: readonly Merchant[]
  readonly #employers: readonly Employer[]
  readonly #agents: readonly Agent[]
  readonly #byCategory: ReadonlyMap<number, Merchant[]>
  readonly #atHome: ReadonlyMap<string, Merchant[]>
  readonly #withFewChecks: readonly Merchant[]
  readonly #agentsByCountry: ReadonlyMap<string, Agent[]>
  readonly #employersByCountry: ReadonlyMap<string, Employer[]>

  constructor(random: Random, identifiers: Identifiers, customers: number) {
    const { fewest, merchantsPerCustomer, agentsPerCustomer, employersPerCustomer } = POPULATION
    const several = <T>(perCustomer: number, atLeast: number, create: (index: number) => T): T[] =>
      Array.from({ length: Math.max(atLeast, Math.round(perCustomer * customers)) }, (_, index) =>
        create(index),
      )
    this.merchants = several(merchantsPerCustomer, fewest.merchants, (index) =>
      createMerchant(random, identifiers, index),
    )
    this.#agents = several(agentsPerCustomer, fewest.agents, () => createAgent(random, identifiers))
    this.#employers = several(employersPerCustomer, fewest.employers, () =>
      createEmployer(random, identifiers),
    )
    this.#byCategory = groupBy(this.merchants, ({ categoryIndex }) => categoryIndex)
    this.#atHome = groupBy(
      this.merchants,
      ({ categoryIndex, city }) => `${categoryIndex}/${city.country.code}`,
    )
    this.#withFewChecks = this.merchants.filter(({ fewChecks }) => fewChecks)
    this.#agentsByCountry = groupBy(this.#agents, ({ city }) => city.country.code)
    this.#employersByCountry = groupBy(this.#employers, ({ country }) => country.code)
  }

  /** A merchant of the category, mostly of the same country if there is one. */
  drawMerchant(random: Random, categoryIndex: number, near: City): Merchant {
    const atHome = this.#atHome.get(`${categoryIndex}/${near.country.code}`)
    if (atHome !== undefined && random.chance(0.9)) return random.pick(atHome)
    return random.pick(this.#byCategory.get(categoryIndex) ?? this.merchants)
  }

  drawMerchantWithFewChecks(random: Random): Merchant {
    return random.pick(this.#withFewChecks)
  }

  /** An agent of the country, or null where there is none. */
  drawAgent(random: Random, near: City): Agent | null {
    const agents = this.#agentsByCountry.get(near.country.code)
    return agents === undefined ? null : random.pick(agents)
  }

  drawAnyAgent(random: Random): Agent {
    return random.pick(this.#agents)
  }

  drawEmployer(random: Random, country: CountryFacts): Account {
    return random.pick(this.#employersByCountry.get(country.code) ?? this.#employers).account
  }
}

function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return groups
}
