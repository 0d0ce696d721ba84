import { readInstitutionSettings } from '@/lib/access/tenants'
import type { Context } from '@/lib/contract/context'
import {
  baselineOf,
  calibrator,
  fitLogistic,
  type ImportChoices,
  ModelImportError,
  type PreparedImport,
  recommendThresholds,
} from '@/lib/engine/inference'
import { lossOf } from '@/lib/engine/policy'
import { withTenant } from '@/lib/platform/db'
import { MATURITY_DAYS, readLabelledDecisions } from './read-labelled-decisions'

const FRAUDS_NEEDED = 100
const GENUINE_NEEDED = 1_000
/** Of the frauds in order of time, for the line; the later ones choose thresholds. */
const SHARE_TO_FIT = 2 / 3
const MOST_ROWS = 100_000

export type HistoryCalibration = Pick<
  ImportChoices,
  'calibration' | 'history' | 'baseline' | 'thresholds' | 'metrics'
>

interface Decision {
  occurredAt: Date
  amount: number
  isFraud: boolean
  margin: number
}

/** In order of time; rows are the vectors of the decisions, row-major. */
interface History {
  decisions: Decision[]
  rows: Float32Array
}

/**
 * Calibrates a model on the latest 100,000 matured decisions of the tenant, and chooses thresholds on the later ones by the
 * tenant's cost model.
 * @throws ModelImportError for fewer than 100 frauds or 1,000 genuine payments, or margins that do not rise with fraud
 */
export async function calibrateOnHistory(ctx: Context, model: PreparedImport): Promise<HistoryCalibration> {
  const { decisions, rows } = await readHistory(ctx, model)
  const frauds = decisions.filter(({ isFraud }) => isFraud)
  if (frauds.length < FRAUDS_NEEDED || decisions.length - frauds.length < GENUINE_NEEDED) {
    throw new ModelImportError(
      `calibration needs ${FRAUDS_NEEDED} frauds and ${GENUINE_NEEDED} genuine payments older than ${MATURITY_DAYS} days, with all ` +
        `${model.features.length} features in their stored vectors; there are ${frauds.length} frauds and ` +
        `${decisions.length - frauds.length} genuine payments. Without it: --calibration identity`,
    )
  }
  const lastFitted = frauds[Math.ceil(SHARE_TO_FIT * frauds.length) - 1]!
  const cut = decisions.indexOf(lastFitted) + 1
  const [earlier, later] = [decisions.slice(0, cut), decisions.slice(cut)]
  const labelled = {
    margins: Float64Array.from(earlier, ({ margin }) => margin),
    labels: Uint8Array.from(earlier, ({ isFraud }) => Number(isFraud)),
  }
  const calibration = fitLogistic(labelled, model.source.slope)
  const probability = calibrator(calibration)
  const savings = await savingsOf(ctx)
  const scored = later.map((decision) => ({
    score: probability(decision.margin),
    isFraud: decision.isFraud,
    savings: savings(decision),
  }))
  return {
    calibration,
    baseline: baselineOf(
      model.features,
      rows,
      Float64Array.from(decisions, ({ margin }) => probability(margin)),
    ),
    thresholds: recommendThresholds(scored),
    metrics: { thresholdLogLoss: logLoss(scored) },
    history: {
      rows: decisions.length,
      frauds: frauds.length,
      from: decisions[0]!.occurredAt.toISOString(),
      to: decisions.at(-1)!.occurredAt.toISOString(),
    },
  }
}

async function readHistory(ctx: Context, { features, predictMargins }: PreparedImport): Promise<History> {
  const decisions: Decision[] = []
  const pages: Float32Array[] = []
  for await (const page of readLabelledDecisions(ctx, features)) {
    const latestFirst = page.slice(0, MOST_ROWS - decisions.length)
    const rows = Float32Array.from(latestFirst.toReversed().flatMap((decision) => decision.features))
    const margins = await predictMargins(rows, latestFirst.length)
    latestFirst.forEach(({ occurred_at: occurredAt, amount, is_fraud: isFraud }, i) => {
      decisions.push({ occurredAt, amount, isFraud, margin: margins.at(-1 - i)! })
    })
    pages.unshift(rows)
    if (decisions.length >= MOST_ROWS) break
  }
  return { decisions: decisions.reverse(), rows: concatenated(pages) }
}

function concatenated(pages: Float32Array[]): Float32Array {
  const all = new Float32Array(pages.reduce((sum, page) => sum + page.length, 0))
  let at = 0
  for (const page of pages) {
    all.set(page, at)
    at += page.length
  }
  return all
}

/** What a review of a payment saves, in the institution's currency: the loss of a fraud less the time of the review. */
async function savingsOf(ctx: Context): Promise<(decision: Decision) => number> {
  const tenantId = ctx.tenant.id
  const { cost_model: costs, review_capacity: capacity } = await withTenant({ tenantId }, (tx) =>
    readInstitutionSettings(tx),
  )
  const review = Number(costs.review_minute_cost) * capacity.minutes_per_alert
  return ({ amount, isFraud }) => (isFraud ? lossOf(amount, costs) : 0) - review
}

function logLoss(rows: readonly { score: number; isFraud: boolean }[]): number {
  const sum = rows.reduce((total, { score, isFraud }) => total - Math.log(isFraud ? score : 1 - score), 0)
  return sum / rows.length
}
