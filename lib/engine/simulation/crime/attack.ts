/** The steps that all frauds share: choose a victim, a time, a device and a receiver, and take the money. */

import { availableMinor } from '../behaviour/pay'
import { drawTransferChannel } from '../behaviour/channels'
import { drawTime } from '../behaviour/plan-day'
import { agentSession } from '../behaviour/sessions'
import { drawPlace } from '../places/cities'
import { accountElsewhere, cityKey } from '../population/create-customer'
import type { Account, Customer } from '../population/entities'
import type { Payment, Session } from '../payment'
import type { Random } from '../random/random'
import { DAY_MS, HOUR_MS } from '../time'
import type { TypologyName } from '../types'
import type { World } from '../world'
import { CRIME, GANGS, TRICKS } from '../world-parameters'
import type { Gang, Mule } from './gang'
import { drawMule } from './gang-life'

/** Plans one campaign of a typology, from `startMs` on. */
export type PlanCampaign = (world: World, startMs: number) => void

const TRIES = 12
const SMALLEST_MINOR = 100

/** A customer who fits, or any customer after a dozen attempts. */
export function pickVictim(world: World, fits: (customer: Customer) => boolean = () => true): Customer {
  const random = world.random.crime
  for (let left = TRIES; left > 1; left--) {
    const customer = random.pick(world.customers)
    if (fits(customer)) return customer
  }
  return random.pick(world.customers)
}

export const hasMoney = ({ account, incomeMinor }: Customer): boolean =>
  account.balanceMinor > 0.2 * incomeMinor

export const pickGang = (world: World): Gang => world.random.crime.pick(world.gangs)

/** Within a day of `fromMs`: at a usual hour of the victim, or at any. */
export function chooseTime(world: World, typology: TypologyName, victim: Customer, fromMs: number): number {
  const random = world.random.crime
  return random.chance(CRIME[typology].disguise.victimsHours)
    ? drawTime(random, victim, fromMs)
    : fromMs + random.below(DAY_MS)
}

/** The device and place that the thief uses throughout one campaign. */
export function disguiseAs(
  world: World,
  typology: TypologyName,
  victim: Customer,
  gang: Gang,
  channel: Session['channel'],
): Session {
  const random = world.random.crime
  const { victimsDevice, gangDevice, victimsPlace } = CRIME[typology].disguise
  const kind = random.next()
  const isAtVictims = random.chance(victimsPlace)
  const city = isAtVictims ? victim.home.city : gang.city
  const isOwnDevice = kind < victimsDevice
  return {
    channel,
    deviceId: isOwnDevice
      ? victim.devices[0]!
      : kind < victimsDevice + gangDevice
        ? random.pick(gang.devices)
        : world.identifiers.device(),
    phone: victim.phone,
    ip: isOwnDevice && isAtVictims ? victim.ip : world.identifiers.ip(cityKey(city)),
    place: !victim.sharesLocation && isAtVictims ? null : isOwnDevice ? victim.home : drawPlace(random, city),
  }
}

/** The receiver of stolen money: a mule of the gang, or an account that is used once. */
export function chooseReceiver(world: World, gang: Gang, atMs: number): Mule {
  if (world.random.crime.chance(GANGS.throwAwayReceiver)) {
    return { account: accountElsewhere(world.identifiers), customer: null, untilMs: atMs }
  }
  return drawMule(world, gang, atMs)
}

/** Thieves type amounts without cents. */
export const wholeSum = (minor: number): number => Math.floor(minor / 100) * 100

/** Time until the next payment of a campaign, in milliseconds. */
export const drawPause = (random: Random, typology: TypologyName): number =>
  random.exponential(CRIME[typology].pauseHours * HOUR_MS)

export interface Theft {
  typology: TypologyName
  type: Payment['type']
  from: Customer
  to: Account | null
  amountMinor: number
  session: Session
  merchantCategory?: string
  declinedAttempts?: number
  /** The allowed amount below the overdraft limit. */
  creditMinor?: number
}

/** Takes the amount or the available balance; null if there is none. */
export function take(theft: Theft): Payment | null {
  const available =
    theft.type === 'CASH_IN' ? Infinity : availableMinor(theft.from) + (theft.creditMinor ?? 0)
  const amountMinor = Math.round(Math.min(theft.amountMinor, available))
  if (amountMinor < SMALLEST_MINOR || theft.to === theft.from.account) return null
  return {
    type: theft.type,
    amountMinor,
    sender: theft.from.account,
    receiver: theft.to,
    session: theft.session,
    merchantCategory: theft.merchantCategory ?? null,
    declinedAttempts: theft.declinedAttempts ?? 0,
    typology: theft.typology,
  }
}

/** Most mules pass the money on within a day, in cash or to the next account. */
export function passOn(world: World, mule: Mule, gang: Gang, amountMinor: number, fromMs: number): void {
  const random = world.random.crime
  const { customer } = mule
  if (customer === null || !random.chance(GANGS.passesOn)) return
  const atMs = fromMs + random.exponential(GANGS.passesOnHours * HOUR_MS)
  world.queue.add(atMs, (now) => {
    const { agent } = customer
    const isCash = agent !== null && random.chance(TRICKS.cashedByMule)
    return take({
      typology: 'mule_chain',
      type: isCash ? 'CASH_OUT' : 'TRANSFER',
      from: customer,
      to: isCash ? agent.account : chooseReceiver(world, gang, now).account,
      amountMinor: wholeSum(amountMinor * random.between(...GANGS.passesOnShare)),
      session: isCash
        ? agentSession(agent, customer.phone)
        : disguiseAs(world, 'mule_chain', customer, gang, drawTransferChannel(random, customer)),
    })
  })
}
