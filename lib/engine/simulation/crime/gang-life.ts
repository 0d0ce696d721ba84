import { accountElsewhere } from '../population/create-customer'
import { drawCity, drawCountry } from '../places/cities'
import { RESOLD_CATEGORIES } from '../population/merchant-categories'
import { DAY_MS } from '../time'
import type { World } from '../world'
import { GANGS } from '../world-parameters'
import type { Gang, Mule } from './gang'

/** The number of gangs follows the population; detected gangs are replaced. */
export function renewGangs(world: World, dayStartMs: number): void {
  const { gangs } = world
  const wanted = Math.max(GANGS.fewest, Math.round(world.customers.length * GANGS.perCustomer))
  const active = gangs.filter(({ retiresAtMs }) => retiresAtMs > dayStartMs)
  gangs.splice(0, gangs.length, ...active)
  while (gangs.length < wanted) gangs.push(formGang(world, dayStartMs))
}

function formGang(world: World, nowMs: number): Gang {
  const random = world.random.crime
  const city = drawCity(random, world.scenarios.newRegion(dayOf(world, nowMs)) ?? drawCountry(random))
  return {
    city,
    devices: Array.from({ length: GANGS.devices }, () => world.identifiers.device()),
    mules: [],
    shops: Array.from({ length: GANGS.favouriteMerchants }, (_, index) =>
      index === 0
        ? world.market.drawMerchant(random, random.pick(RESOLD_CATEGORIES), city)
        : world.market.drawMerchantWithFewChecks(random),
    ),
    tamperedShop: random.pick(world.market.merchants.filter(({ category }) => category.online < 0.2)),
    retiresAtMs: nowMs + random.logNormal(GANGS.lifeDays.median, GANGS.lifeDays.sigma) * DAY_MS,
  }
}

/** An active mule of the gang; new ones are recruited when the others expire. */
export function drawMule(world: World, gang: Gang, atMs: number): Mule {
  const random = world.random.crime
  const active = gang.mules.filter(({ untilMs }) => untilMs > atMs)
  gang.mules.splice(0, gang.mules.length, ...active)
  while (gang.mules.length < GANGS.activeMules) gang.mules.push(recruitMule(world, gang, atMs))
  return random.pick(gang.mules)
}

/** Mules are new accounts, but also long-standing customers. */
function recruitMule(world: World, gang: Gang, atMs: number): Mule {
  const random = world.random.crime
  const { median, sigma } = GANGS.muleLifeDays
  const untilMs = atMs + random.logNormal(median, sigma) * DAY_MS
  if (!random.chance(GANGS.muleIsCustomer)) {
    return { account: accountElsewhere(world.identifiers), customer: null, untilMs }
  }
  const near = world.customersByCountry.get(gang.city.country)
  const candidates = near === undefined || random.chance(GANGS.muleFromAnywhere) ? world.customers : near
  const customer = random.chance(GANGS.muleIsNewcomer)
    ? candidates.at(-1 - random.below(3))
    : random.pick(candidates)
  const chosen = customer ?? random.pick(world.customers)
  return { account: chosen.account, customer: chosen, untilMs }
}

const dayOf = (world: World, atMs: number): number => Math.floor((atMs - world.config.startMs) / DAY_MS)
