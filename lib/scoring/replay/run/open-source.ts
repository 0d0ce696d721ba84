import { DEFAULTS, paymentsOf } from '../schema'
import { type Claim, keepShift } from './lease'
import type { NextPayments, Place } from './replay-source'
import type { SimulationPlan } from './simulated-payments'
import { uploadPayments, uploadShift } from './upload-payments'
import { windowPayments, windowShift } from './window-payments'

/** The payments of the replay after its position. The first attempt decides by how much their times are moved. */
export async function openSource(claim: Claim): Promise<NextPayments> {
  const { row, ctx } = claim
  const { tenantId, startedAt, lastAt: at, lastId, lastLine: line } = row
  const most = paymentsOf(row.ratePerSecond, row.durationSeconds)
  const place: Place | null = at && lastId ? { at, id: lastId, line } : null
  if (row.windowFrom && row.windowTo) {
    const plan = { tenantId, from: row.windowFrom, to: row.windowTo }
    return windowPayments(plan, await shiftOf(claim, () => windowShift(plan, most, startedAt)), place)
  }
  if (row.uploadId !== null) {
    const plan = { tenantId, uploadId: row.uploadId }
    return uploadPayments(plan, await shiftOf(claim, () => uploadShift(plan, most, startedAt)), place)
  }
  const plan: SimulationPlan = {
    seed: row.seed ?? 0,
    fraudFraction: row.fraudFraction ?? DEFAULTS.fraud_fraction,
    currency: ctx.tenant.currency,
    startedAt,
  }
  // Loaded with the first replay: a server that runs none needs no simulation.
  const { simulatedPayments, simulationShift } = await import('./simulated-payments')
  const shiftMs = await shiftOf(claim, () => simulationShift(plan, most))
  return await simulatedPayments(plan, shiftMs, row.position)
}

/** By how much times are moved, in milliseconds. */
async function shiftOf(claim: Claim, find: () => Promise<number>): Promise<number> {
  if (claim.row.shiftMs !== null) return Number(claim.row.shiftMs)
  const shiftMs = await find()
  await keepShift(claim, shiftMs)
  return shiftMs
}
