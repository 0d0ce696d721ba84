import type { Payment } from '../payment'
import { accountElsewhere } from '../population/create-customer'
import type { Account, Customer } from '../population/entities'
import type { World } from '../world'
import { HABITS } from '../world-parameters'
import { drawTransferMinor } from './amounts'
import { drawTransferChannel } from './channels'
import { pay } from './pay'
import { remoteSession } from './sessions'

/** A payment to a person: mostly a known receiver, often a new one. */
export function payPerson(world: World, customer: Customer, atMs: number): Payment | null {
  const random = world.random.behaviour
  const receiver = random.chance(HABITS.newReceiver)
    ? meetSomebody(world, customer)
    : random.pick(customer.contacts)
  const sendsAll = random.chance(HABITS.emptiesAccount) && customer.account.balanceMinor > 1000
  const amountMinor = sendsAll ? customer.account.balanceMinor : drawTransferMinor(random, customer)
  return sendTo(world, customer, receiver, amountMinor, atMs)
}

/** A legitimate transfer with the customer's usual channels. */
export function sendTo(
  world: World,
  customer: Customer,
  receiver: Account,
  amountMinor: number,
  atMs: number,
): Payment | null {
  const channel = drawTransferChannel(world.random.behaviour, customer)
  const session = remoteSession(world, customer, atMs, channel)
  return pay(
    world,
    customer,
    { type: 'TRANSFER', amountMinor, receiver, session, merchantCategory: null },
    atMs,
  )
}

/** A new receiver, who may become a contact. */
export function meetSomebody(world: World, customer: Customer): Account {
  const random = world.random.behaviour
  const receiver = drawStranger(world, customer)
  if (random.chance(HABITS.keepsNewContact)) {
    customer.contacts[random.below(customer.contacts.length)] = receiver
  }
  return receiver
}

function drawStranger(world: World, customer: Customer): Account {
  const random = world.random.behaviour
  const kind = random.next()
  const { seller, customer: another } = HABITS.receiverKinds
  const country = customer.home.city.country
  const crowd =
    kind < seller
      ? world.sellers
      : kind < seller + another
        ? (world.customersByCountry.get(country) ?? world.customers)
        : []
  const stranger = crowd.length > 0 ? random.pick(crowd) : null
  return stranger === null || stranger === customer ? accountElsewhere(world.identifiers) : stranger.account
}
