import { minorDigits } from '@/lib/contract/currency-digits'
import { decide, type ListState, type PolicyThresholds } from '@/lib/engine/policy'
import type { Model } from '@/lib/engine/inference'
import type { Statement, TenantPipeline } from '@/lib/platform/db'
import { singleton } from '@/lib/platform/singleton'
import { decimal } from './amounts'
import { type Blockable, chooseExplored, type ExplorationInForce, type Explored } from './choose-explored'
import type { Evaluation } from './evaluate-rows'
import { type RowColumns, rowInserter } from './insert-rows'
import type { NewRow } from './job'
import { listStatesOf } from './listed-parties'

/** What rows of one evaluation are decided by. */
interface Basis {
  modelVersionId: string
  model: Model
  policy: PolicyThresholds
  lists: ReadonlyMap<string, ListState>
  evaluation: Evaluation
}

interface Candidate extends Blockable {
  index: number
  newRow: NewRow
  score: number
}

/** No row is let through. */
const none = (): ReadonlySet<number> => new Set()

/** A tenant whose exploration was off is not asked again for so long. */
const OFF_FOR_MS = 2_000
const knownOff = () => singleton('exploration.known-off', () => new Map<string, number>())

// Two statements: the second one sees what the former holder of the lock has committed. Nobody waits for the lock: while
// another transaction holds it, its payments have no chance and are blocked.
const LOCK = `select pg_try_advisory_xact_lock(hashtextextended('exploration:' || $1::text, 0)) as free`
const READ = `
  select s.version, s.share, s.amount_cap::float8 as "amountCap", s.daily_budget::float8 as "dailyBudget", s.seed,
         d.day::text as day,
         (select coalesce(sum(e.amount), 0)::float8 from explorations e
           where e.tenant_id = $1 and e.day = d.day and e.let_through) as spent
    from (select * from exploration_settings where tenant_id = $1 order by version desc limit 1) s
   cross join (select (clock_timestamp() at time zone time_zone)::date as day from tenants where id = $1) d
   where s.share > 0`

/**
 * Chooses which payments that the score alone would block are let through (docs/adr/0026), and posts the record of every
 * payment that took part. Asks the database only when such a payment is there and exploration was not off just before.
 * @returns the indices of the rows that are let through
 */
export async function exploreRows(
  tx: TenantPipeline,
  tenantId: string,
  basis: Basis,
  newRows: readonly NewRow[],
): Promise<ReadonlySet<number>> {
  const offUntil = knownOff().get(tenantId)
  if (offUntil !== undefined && performance.now() < offUntil) return none()
  const candidates = blockedByScore(basis, newRows)
  if (candidates.length === 0) return none()
  const [lock, read] = await tx.send([
    { name: 'exploration-lock', text: LOCK, values: [tenantId] },
    { name: 'exploration-read', text: READ, values: [tenantId] },
  ])
  const inForce = read?.rows[0] as ExplorationInForce | undefined
  if (!inForce) {
    knownOff().set(tenantId, performance.now() + OFF_FOR_MS)
    return none()
  }
  knownOff().delete(tenantId)
  if (!(lock?.rows[0] as { free: boolean }).free) return none()
  const explored = chooseExplored(candidates, inForce)
  if (explored.length === 0) return none()
  tx.post([record(tenantId, basis, inForce, explored)])
  return new Set(explored.filter(({ letThrough }) => letThrough).map(({ row }) => row.index))
}

/** Rows that no list decides and whose score reaches the block threshold. */
function blockedByScore(
  { model, policy, lists, evaluation }: Basis,
  newRows: readonly NewRow[],
): Candidate[] {
  return newRows.flatMap((newRow, index) => {
    if (newRow.job.source === 'replay') return []
    const score = model.calibrate(evaluation.margins[index] as number)
    if (score < policy.blockThreshold) return []
    const { transaction } = newRow.row
    // A signal that asks for a review or a block counts like a list: chance does not override it.
    if (newRow.signal.atLeast !== 'approve') return []
    const { reasonCodes } = decide(policy, score, listStatesOf(transaction, lists), () => [])
    if (reasonCodes[0] !== 'score_above_block') return []
    const { amountMinor } = newRow.money ?? transaction
    const name = transaction.externalId ?? newRow.id
    return [{ index, newRow, score, name, amount: amountMinor / 100 }]
  })
}

const columns: RowColumns<Explored<Candidate>> = {
  transaction_id: ['uuid', ({ row }) => row.newRow.id],
  amount: ['numeric', ({ row }) => ownAmount(row.newRow)],
  score: ['float8', ({ row }) => row.score],
  let_through: ['boolean', ({ letThrough }) => letThrough],
}

const ownAmount = ({ money, row, job }: NewRow): string | null =>
  money?.amount ?? decimal(row.transaction.amountMinor, minorDigits(job.ctx.tenant.currency))

const insertExplorations = rowInserter('score-explorations', 'explorations', columns, {
  tenant_id: 'uuid',
  settings_version: 'integer',
  model_version_id: 'uuid',
  policy_version: 'integer',
  propensity: 'float8',
  day: 'date',
})

const record = (
  tenantId: string,
  { modelVersionId, policy }: Basis,
  { version, share, day }: ExplorationInForce,
  explored: readonly Explored<Candidate>[],
): Statement =>
  insertExplorations(explored, {
    tenant_id: tenantId,
    settings_version: version,
    model_version_id: modelVersionId,
    policy_version: policy.version,
    propensity: share,
    day,
  })
