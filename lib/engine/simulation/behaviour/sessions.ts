/** The device and the place of a payment. */

import { drawPlace, type City } from '../places/cities'
import { cityKey } from '../population/create-customer'
import type { Agent, Customer, Merchant } from '../population/entities'
import type { Session } from '../payment'
import type { World } from '../world'
import { HABITS } from '../world-parameters'

export const cityNow = (customer: Customer, atMs: number): City =>
  customer.awayIn !== null && atMs < customer.awayUntilMs ? customer.awayIn : customer.home.city

/** A remote payment from a device of the customer; rarely from another one. */
export function remoteSession(
  world: World,
  customer: Customer,
  atMs: number,
  channel: 'app' | 'web' | 'ussd' | 'ecommerce',
): Session {
  const random = world.random.behaviour
  const city = cityNow(customer, atMs)
  const isAway = city !== customer.home.city
  if (random.chance(HABITS.newAddress)) customer.ip = world.identifiers.ip(cityKey(city))
  return {
    channel,
    deviceId: drawDevice(world, customer),
    phone: customer.phone,
    ip: isAway ? world.identifiers.ip(cityKey(city)) : customer.ip,
    place: !customer.sharesLocation ? null : isAway ? drawPlace(random, city) : customer.home,
  }
}

/** Mostly the first device; a few payments come from a new one. */
function drawDevice(world: World, customer: Customer): string {
  const random = world.random.behaviour
  if (random.chance(HABITS.otherDevice)) {
    return random.chance(0.5) ? random.pick(world.customers).devices[0]! : world.identifiers.device()
  }
  return random.chance(HABITS.everydayDevice) ? customer.devices[0]! : random.pick(customer.devices)
}

/** At the terminal of a shop, which is the device. A chain has terminals where its customers are. */
export const terminalSession = (world: World, merchant: Merchant, city: City): Session => ({
  channel: 'pos',
  deviceId: `${merchant.account.id}-${cityKey(city)}-${1 + world.random.behaviour.below(2)}`,
  phone: null,
  ip: null,
  place: drawPlace(world.random.behaviour, city),
})

export const atmSession = (world: World, city: City): Session => ({
  channel: 'atm',
  deviceId: `ATM-${cityKey(city)}-${world.random.behaviour.below(12)}`,
  phone: null,
  ip: null,
  place: drawPlace(world.random.behaviour, city),
})

export const agentSession = (agent: Agent, phone: string): Session => ({
  channel: 'agent',
  deviceId: agent.deviceId,
  phone,
  ip: null,
  place: agent.place,
})

/** Devices of companies: wages, refunds, direct debits. */
export const BATCH_SESSION: Session = {
  channel: 'batch',
  deviceId: null,
  phone: null,
  ip: null,
  place: null,
}
