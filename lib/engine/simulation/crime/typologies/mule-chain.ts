import { drawTransferChannel } from '../../behaviour/channels'
import { usualTransferMinor } from '../../behaviour/amounts'
import type { Account, Customer } from '../../population/entities'
import type { World } from '../../world'
import { CRIME, TRICKS } from '../../world-parameters'
import { chooseTime, disguiseAs, drawPause, pickGang, pickVictim, take, type PlanCampaign } from '../attack'
import type { Gang } from '../gang'
import { drawMule } from '../gang-life'

const { payments, factor, share } = CRIME.mule_chain

/** Stolen money is laundered through accounts of mules: gathered, distributed, or sent in a ring. */
export const chainMules: PlanCampaign = (world, startMs) => {
  const shapes = [gather, scatter, sendAround]
  world.random.crime.pick(shapes)(world, pickGang(world), startMs)
}

function gather(world: World, gang: Gang, startMs: number): void {
  const random = world.random.crime
  const mule = drawMule(world, gang, startMs)
  for (let left = random.count(payments); left > 0; left--) {
    const helper = drawHelper(world)
    const atMs = chooseTime(world, 'mule_chain', helper, startMs)
    const times = random.logNormal(...factor)
    world.queue.add(atMs, () => move(world, gang, helper, mule.account, usualTransferMinor(helper) * times))
  }
}

function scatter(world: World, gang: Gang, startMs: number): void {
  const random = world.random.crime
  const centre = drawMule(world, gang, startMs).customer ?? drawHelper(world)
  let atMs = chooseTime(world, 'mule_chain', centre, startMs)
  for (let left = random.count(payments); left > 0; left--) {
    const to = random.chance(TRICKS.scatteredToMule)
      ? drawMule(world, gang, atMs).account
      : drawHelper(world).account
    const part = random.between(...share)
    world.queue.add(atMs, () => move(world, gang, centre, to, centre.account.balanceMinor * part))
    atMs += drawPause(random, 'mule_chain')
  }
}

/** The amount decreases by each mule's commission and returns to the first. */
function sendAround(world: World, gang: Gang, startMs: number): void {
  const random = world.random.crime
  const ring = Array.from({ length: random.count(TRICKS.ringOf) }, () => drawHelper(world))
  let amountMinor = usualTransferMinor(ring[0]!) * random.logNormal(...factor)
  let atMs = chooseTime(world, 'mule_chain', ring[0]!, startMs)
  ring.forEach((from, index) => {
    const to = ring[(index + 1) % ring.length]!
    const sum = amountMinor
    world.queue.add(atMs, () => move(world, gang, from, to.account, sum))
    amountMinor *= random.between(...TRICKS.ringKeeps)
    atMs += drawPause(random, 'mule_chain')
  })
}

/** Mules are customers who need money. */
const drawHelper = (world: World): Customer =>
  pickVictim(world, ({ account, incomeMinor }) => account.balanceMinor < incomeMinor)

const move = (world: World, gang: Gang, from: Customer, to: Account, amountMinor: number) =>
  take({
    typology: 'mule_chain',
    type: 'TRANSFER',
    from,
    to,
    amountMinor: Math.round(amountMinor / 100) * 100,
    session: disguiseAs(world, 'mule_chain', from, gang, drawTransferChannel(world.random.crime, from)),
  })
