import type { Context } from '@/lib/contract/context'
import type { Scope } from '@/lib/contract/permissions'
import { newId } from '@/lib/platform/ids'
import type { ScoreResponse } from '@/lib/scoring/path/schema'
import { type MintedTenant, mintTenant } from './minted-tenant'
import { withClient } from './postgres'
import { scoreBatch, scoringKey } from './scoring'

/** Scores the rows in one batch. Throws unless every row was scored. */
export async function scoreRows(
  key: string,
  transactions: Record<string, unknown>[],
): Promise<ScoreResponse[]> {
  const response = await scoreBatch({ transactions }, { key })
  const { results } = (await response.json()) as { results: ({ status: number } & ScoreResponse)[] }
  const rejected = results.find(({ status }) => status !== 200)
  if (rejected) throw new Error(`a row was rejected: ${JSON.stringify(rejected)}`)
  return results
}

/** A machine that acts in the tenant with these scopes. */
export const machine = ({ tenant }: MintedTenant, scopes: Scope[]): Context => ({
  tenant,
  actor: { kind: 'api-key', id: newId(), scopes, name: 'a machine' },
  requestId: newId(),
})

/** The model's scores of the rows, computed in a separate tenant: distinct, ascending. */
export async function scoresOf(transactions: Record<string, unknown>[]): Promise<number[]> {
  const key = await scoringKey(await mintTenant())
  const scores = (await scoreRows(key, transactions)).map(({ score }) => score)
  return [...new Set(scores)].sort((a, b) => a - b)
}

/** Thresholds that split a handful of test rows into every band and every outcome. */
export async function usePolicy(
  { tenant }: Pick<MintedTenant, 'tenant'>,
  [mediumFrom, highFrom]: [number, number],
  [review, block]: [number, number],
  version = 2,
): Promise<void> {
  await withClient('superuser', (client) =>
    client.query(
      `insert into policies (tenant_id, id, version, medium_from, high_from, review_threshold, block_threshold)
       values ($1, gen_random_uuid(), $6, $2, $3, $4, $5)`,
      [tenant.id, mediumFrom, highFrom, review, block, version],
    ),
  )
}

export interface PredictionRow {
  id: string
  transaction_id: string
  occurred_at: Date
  expected_loss: number
  risk_band: string
  outcome: string
  disposition: string | null
}

/** Every prediction of the tenant, read as the superuser. */
export const predictionsOf = ({ tenant }: MintedTenant): Promise<PredictionRow[]> =>
  withClient('superuser', async (client) => {
    const { rows } = await client.query<PredictionRow>(
      `select p.id, p.transaction_id, t.occurred_at, p.expected_loss, p.risk_band, p.outcome, p.disposition
         from predictions p join transactions t on t.tenant_id = p.tenant_id and t.id = p.transaction_id
        where p.tenant_id = $1`,
      [tenant.id],
    )
    return rows
  })

/** Highest loss first, ties by the newest transaction; the text of an id sorts like its bytes. */
export const byLoss = (a: PredictionRow, b: PredictionRow): number =>
  b.expected_loss - a.expected_loss || byId(a, b)

/** Newest first. */
export const byTime = (a: PredictionRow, b: PredictionRow): number =>
  b.occurred_at.getTime() - a.occurred_at.getTime() || byId(a, b)

const byId = (a: PredictionRow, b: PredictionRow): number => (a.transaction_id < b.transaction_id ? 1 : -1)

/** Rows with separate accounts: two rows sixty apart have the same score and amount, so they tie. */
export const tyingRows = (count: number, prefix: string): Record<string, unknown>[] =>
  Array.from({ length: count }, (_, i) => ({
    step: 700,
    type: ['TRANSFER', 'CASH_OUT', 'PAYMENT'][i % 3],
    amount: 5 * (1 + (i % 20)) ** 2,
    nameOrig: `C-${prefix}-from-${i}`,
    nameDest: `C-${prefix}-to-${i}`,
  }))
