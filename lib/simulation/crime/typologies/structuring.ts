import { usualTransferMinor } from '../../behaviour/amounts'
import { limitAbove } from '../../behaviour/projects'
import { agentSession } from '../../behaviour/sessions'
import { DAY_MS } from '../../time'
import {
  chooseTime,
  disguiseAs,
  pickGang,
  pickVictim,
  take,
  transferChannel,
  type PlanCampaign,
} from '../attack'
import { drawMule } from '../gang-life'

/** A sum that would be asked about goes through in parts below the limit, day after day. */
export const structureDeposits: PlanCampaign = (world, startMs) => {
  const random = world.random.crime
  const gang = pickGang(world)
  const launderer = pickVictim(world)
  const limit = limitAbove(usualTransferMinor(launderer) * random.between(1.5, 5))
  let atMs = chooseTime(world, 'structuring', launderer, startMs)

  for (let left = 4 + random.poisson(3); left > 0; left--) {
    const amountMinor = Math.floor((limit * random.between(0.86, 0.995)) / 100) * 100
    world.queue.add(atMs, (now) => {
      const { agent } = launderer
      if (agent !== null && random.chance(0.5)) {
        const session = agentSession(agent, launderer.phone)
        return take({ ...BASE, from: launderer, type: 'CASH_IN', to: agent.account, amountMinor, session })
      }
      const session = disguiseAs(world, 'structuring', launderer, gang, transferChannel(world, launderer))
      const to = drawMule(world, gang, now).account
      return take({ ...BASE, from: launderer, type: 'TRANSFER', to, amountMinor, session })
    })
    atMs = chooseTime(world, 'structuring', launderer, atMs + random.below(DAY_MS))
  }
}

const BASE = { typology: 'structuring' as const }
