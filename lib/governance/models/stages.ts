/**
 * Stages of a registered model: registered -> shadow -> canary -> production -> archived; or deleted, without its bundle. Safe in a
 * browser.
 */
export const MODEL_STAGES = ['registered', 'shadow', 'canary', 'production', 'archived', 'deleted'] as const
export type ModelStage = (typeof MODEL_STAGES)[number]

/** Shadow models and the canary together. */
export const MAX_CHALLENGERS = 2

/** Where a model may go from each stage. A rollback, which returns an archived model to production, is not a step here. */
const STEPS: Record<ModelStage, readonly ModelStage[]> = {
  registered: ['shadow', 'archived'],
  shadow: ['canary', 'registered', 'archived'],
  canary: ['production', 'shadow', 'archived'],
  // A production model leaves only when another one takes its place: without one, nothing can be scored.
  production: [],
  archived: ['registered'],
  // By its own operation, and for good.
  deleted: [],
}

export const isStep = (from: ModelStage, to: ModelStage): boolean => STEPS[from].includes(to)

/** Stages that a user sets at once. Production is the subject of a change request. */
export const DIRECT_STAGES = ['registered', 'shadow', 'canary', 'archived'] as const
export type DirectStage = (typeof DIRECT_STAGES)[number]

/** The stages that a user may set from here, in the order of the life of a model. */
export const directSteps = (from: ModelStage): DirectStage[] =>
  DIRECT_STAGES.filter((stage) => isStep(from, stage))

/** Where the bundle of a model may be deleted, if nothing else needs it. */
export const isDeletable = (stage: ModelStage): boolean => stage === 'registered' || stage === 'archived'

export const isChallenger = (stage: ModelStage): boolean => stage === 'shadow' || stage === 'canary'
