import { DAY_MS } from '../time'
import { TYPOLOGIES, type TypologyName } from '../types'
import type { World } from '../world'
import type { PlanCampaign } from './attack'
import { renewGangs } from './gang-life'
import { takeOverAccount } from './typologies/account-takeover'
import { colludeWithAgent } from './typologies/agent-collusion'
import { pushPayment } from './typologies/authorised-push-payment'
import { bustOut } from './typologies/bust-out'
import { testCards } from './typologies/card-testing'
import { reviveDormant } from './typologies/dormant-revival'
import { stealSlowly } from './typologies/low-and-slow'
import { chainMules } from './typologies/mule-chain'
import { swapQrCode } from './typologies/qr-code-scam'
import { abuseRefunds } from './typologies/refund-abuse'
import { swapSim } from './typologies/sim-swap'
import { skimCard } from './typologies/skimmed-card'
import { structureDeposits } from './typologies/structuring'

const CAMPAIGNS: Record<TypologyName, PlanCampaign> = {
  account_takeover: takeOverAccount,
  sim_swap: swapSim,
  mule_chain: chainMules,
  card_testing: testCards,
  structuring: structureDeposits,
  bust_out: bustOut,
  refund_abuse: abuseRefunds,
  agent_collusion: colludeWithAgent,
  authorised_push_payment: pushPayment,
  dormant_revival: reviveDormant,
  low_and_slow: stealSlowly,
  skimmed_card: skimCard,
  qr_code_scam: swapQrCode,
}

/** Adds the campaigns that begin on this day to the queue. */
export function planCrime(world: World, day: number): void {
  const dayStartMs = world.config.startMs + day * DAY_MS
  const random = world.random.crime
  renewGangs(world, dayStartMs)
  const crime = world.config.crime ?? 1
  const tenThousands = world.customers.length / 10_000
  for (const typology of TYPOLOGIES) {
    const begins = random.poisson(world.scenarios.crimeRate(day, typology) * tenThousands * crime)
    for (let left = begins; left > 0; left--) CAMPAIGNS[typology](world, dayStartMs + random.below(DAY_MS))
  }
}
