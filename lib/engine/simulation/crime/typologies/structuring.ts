import { drawTransferChannel } from '../../behaviour/channels'
import { usualTransferMinor } from '../../behaviour/amounts'
import { limitAbove } from '../../behaviour/projects'
import { agentSession } from '../../behaviour/sessions'
import { CRIME, TRICKS } from '../../world-parameters'
import {
  chooseTime,
  disguiseAs,
  drawPause,
  pickGang,
  pickVictim,
  take,
  wholeSum,
  type PlanCampaign,
} from '../attack'
import { drawMule } from '../gang-life'

const { payments, factor, share } = CRIME.structuring

/** An amount above a reporting limit is split into parts below it, over several days. */
export const structureDeposits: PlanCampaign = (world, startMs) => {
  const random = world.random.crime
  const gang = pickGang(world)
  const launderer = pickVictim(world)
  const limit = limitAbove(usualTransferMinor(launderer) * random.logNormal(...factor))
  let atMs = chooseTime(world, 'structuring', launderer, startMs)

  for (let left = random.count(payments); left > 0; left--) {
    const amountMinor = wholeSum(limit * random.between(...share))
    world.queue.add(atMs, (now) => {
      const { agent } = launderer
      if (agent !== null && random.chance(TRICKS.structuringInCash)) {
        const session = agentSession(agent, launderer.phone)
        return take({ ...BASE, from: launderer, type: 'CASH_IN', to: agent.account, amountMinor, session })
      }
      const session = disguiseAs(
        world,
        'structuring',
        launderer,
        gang,
        drawTransferChannel(random, launderer),
      )
      const to = drawMule(world, gang, now).account
      return take({ ...BASE, from: launderer, type: 'TRANSFER', to, amountMinor, session })
    })
    atMs = chooseTime(world, 'structuring', launderer, atMs + drawPause(random, 'structuring'))
  }
}

const BASE = { typology: 'structuring' as const }
