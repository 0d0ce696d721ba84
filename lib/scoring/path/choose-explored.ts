import { createHmac } from 'node:crypto'

/** The exploration in force, with what its day has let through so far. Money in the tenant's currency, major units. */
export interface ExplorationInForce {
  version: number
  /** The chance that a candidate is let through: above 0, at most 1. */
  share: number
  amountCap: number
  dailyBudget: number
  seed: string
  /** The tenant's date. */
  day: string
  spent: number
}

/** A payment that the score alone would block. */
export interface Blockable {
  /** Names the payment: the same name under the same seed draws the same number. */
  name: string
  amount: number
}

/** A payment that could have been let through, and whether it was. */
export interface Explored<Row> {
  row: Row
  letThrough: boolean
}

/** Sums of amounts are floats. */
const ROUNDING = 1e-6

/**
 * Chooses among payments in their order. A payment takes part when its amount is at most the cap and still fits the budget,
 * which is known before its draw: so its chance is exactly `share`, and the estimates stay unbiased. Others have no chance.
 */
export function chooseExplored<Row extends Blockable>(
  rows: readonly Row[],
  { share, amountCap, dailyBudget, seed, spent }: ExplorationInForce,
): Explored<Row>[] {
  let left = dailyBudget - spent
  return rows.flatMap((row) => {
    if (row.amount > amountCap || row.amount > left + ROUNDING) return []
    const letThrough = draw(seed, row.name) < share
    if (letThrough) left -= row.amount
    return [{ row, letThrough }]
  })
}

const DRAW_BYTES = 6

/** A number in [0, 1) that nobody can predict without the seed: the first 48 bits of an HMAC-SHA-256. */
const draw = (seed: string, name: string): number =>
  createHmac('sha256', seed).update(name).digest().readUIntBE(0, DRAW_BYTES) / 2 ** (8 * DRAW_BYTES)
