import type { PolicyThresholds } from '@/lib/engine/policy'
import { AppError, isAppError } from '@/lib/platform/errors'
import { modelInForce } from '@/lib/scoring/bundles'
import {
  type ActiveModel,
  CHAMPION,
  type Challengers,
  challengersOf,
  inCanary,
  runIdOf,
  type Scorer,
} from '@/lib/scoring/shadow'
import { isLive, type ScoringJob, type ScoringRow } from './job'
import type { GroupData } from './read-group-data'

/** The production model is not in memory; loading takes seconds, longer than the locks of a transaction may be held. */
export class ModelNotLoaded extends AppError {
  constructor(readonly model: ActiveModel) {
    super('model-unavailable')
  }
}
export const isModelNotLoaded = (error: unknown): error is ModelNotLoaded =>
  isAppError(error) && 'model' in error

/** The models that score the transactions of a group, and the policy that decides with their scores. */
export interface DecidingModels {
  policy: PolicyThresholds
  /** The champion, which is the model in force, then the challengers in memory. */
  scorers: readonly [Scorer, ...Scorer[]]
  missing: Challengers['missing']
}

/** @throws AppError no-production-model where model or policy is missing; ModelNotLoaded */
export function decidingModels(tenantId: string, { models, policy }: GroupData): DecidingModels {
  const production = models.find(({ stage }) => stage === 'production')
  if (!production || !policy) throw new AppError('no-production-model')
  const inForce = modelInForce(tenantId, production)
  if (!inForce) throw new ModelNotLoaded(production)
  const others = models.length === 1 ? [] : models.filter((active) => active !== production)
  const { loaded, missing } = challengersOf(tenantId, others)
  return { policy, scorers: [{ ...production, ...inForce }, ...loaded], missing }
}

/** The canary that decides payments now, with its place among the scorers. */
type Canary = { place: number; runId: string; share: number } | null

export function canaryOf(scorers: readonly ActiveModel[]): Canary {
  const place = scorers.findIndex(({ stage, share }) => stage === 'canary' && share !== null && share > 0)
  const canary = scorers[place]
  return canary ? { place, runId: runIdOf(canary), share: canary.share ?? 0 } : null
}

/** The place of the scorer that decides a row: the canary for its share of the senders, else the champion. */
export const deciderOf = (canary: Canary, { row, job }: { row: ScoringRow; job: ScoringJob }): number =>
  canary && isLive(job) && inCanary(canary.runId, row.transaction.senderAccount, canary.share)
    ? canary.place
    : CHAMPION
