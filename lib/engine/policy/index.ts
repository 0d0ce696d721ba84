export { type CostModel, lossOf, lossOfMany, netSavings, type Treatment } from './costs'
export {
  decide,
  letThrough,
  type ListState,
  type ListStates,
  outcomeOf,
  type PolicyThresholds,
  RISK_BANDS,
  type RiskBand,
  riskBandOf,
  type Verdict,
} from './decide'
export { type Outcome, OUTCOMES } from './outcome'
export {
  isListReason,
  isRingReason,
  isVelocityReason,
  MAX_REASONS,
  REASON_CODES,
  type ReasonCode,
  reasonMeaning,
} from './reason-codes'
export { REASON_LABELS, reasonLabel } from './reason-labels'
export { ringSignal } from './ring-signal'
export { bothSignals, NO_SIGNAL, type Signal } from './signal'
export { velocitySignal } from './velocity-signal'
