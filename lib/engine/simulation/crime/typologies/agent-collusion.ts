import { usualWithdrawalMinor } from '../../behaviour/amounts'
import { limitAbove } from '../../behaviour/projects'
import { agentSession } from '../../behaviour/sessions'
import { HOUR_MS } from '../../time'
import { CRIME, TRICKS } from '../../world-parameters'
import { chooseTime, drawPause, pickVictim, take, wholeSum, type PlanCampaign } from '../attack'

const { payments, factor, share } = CRIME.agent_collusion

/** An agent and some customers deposit and withdraw the same money, for the commission on each transaction. */
export const colludeWithAgent: PlanCampaign = (world, startMs) => {
  const random = world.random.crime
  const agent = world.market.drawAnyAgent(random)
  const accomplices = Array.from({ length: random.count(TRICKS.agentAccomplices) }, () =>
    pickVictim(
      world,
      ({ usesMobileMoney, home }) => usesMobileMoney && home.city.country === agent.city.country,
    ),
  )
  let atMs = startMs
  for (let left = random.count(payments); left > 0; left--) {
    const accomplice = random.pick(accomplices)
    const tier = limitAbove(usualWithdrawalMinor(accomplice) * random.logNormal(...factor))
    const amountMinor = wholeSum(tier * random.between(...share))
    const inAt = chooseTime(world, 'agent_collusion', accomplice, atMs)
    const outAt = inAt + random.exponential(TRICKS.agentOutAfterHours * HOUR_MS)
    const base = { typology: 'agent_collusion' as const, from: accomplice, to: agent.account }
    world.queue.add(inAt, () =>
      take({ ...base, type: 'CASH_IN', amountMinor, session: agentSession(agent, accomplice.phone) }),
    )
    world.queue.add(outAt, () =>
      take({
        ...base,
        type: 'CASH_OUT',
        amountMinor: amountMinor * random.between(0.95, 1),
        session: agentSession(agent, accomplice.phone),
      }),
    )
    atMs += drawPause(random, 'agent_collusion')
  }
}
