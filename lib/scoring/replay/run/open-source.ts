import { DEFAULTS, paymentsOf } from '../schema'
import { type Claim, keepShift } from './lease'
import type { NextPayments } from './replay-source'
import type { SimulationPlan } from './simulated-payments'
import { windowPayments, windowShift } from './window-payments'

/** The payments of the replay after its position. The first attempt decides by how much their times are moved. */
export async function openSource(claim: Claim): Promise<NextPayments> {
  const { row, ctx } = claim
  const most = paymentsOf(row.ratePerSecond, row.durationSeconds)
  const shiftMs = row.shiftMs === null ? null : Number(row.shiftMs)
  if (row.windowFrom && row.windowTo) {
    const plan = { tenantId: row.tenantId, from: row.windowFrom, to: row.windowTo }
    const byMs = shiftMs ?? (await windowShift(plan, most, row.startedAt))
    if (shiftMs === null) await keepShift(claim, byMs)
    return windowPayments(plan, byMs, row.lastAt && row.lastId ? { at: row.lastAt, id: row.lastId } : null)
  }
  const plan: SimulationPlan = {
    seed: row.seed ?? 0,
    fraudFraction: row.fraudFraction ?? DEFAULTS.fraud_fraction,
    currency: ctx.tenant.currency,
    startedAt: row.startedAt,
  }
  // Loaded with the first replay: a server that runs none needs no simulation.
  const { simulatedPayments, simulationShift } = await import('./simulated-payments')
  const byMs = shiftMs ?? (await simulationShift(plan, most))
  if (shiftMs === null) await keepShift(claim, byMs)
  return await simulatedPayments(plan, byMs, row.position)
}
