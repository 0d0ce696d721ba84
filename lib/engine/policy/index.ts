export { type CostModel, lossOf, lossOfMany, netSavings, type Treatment } from './costs'
export {
  decide,
  letThrough,
  type ListState,
  type ListStates,
  type Outcome,
  OUTCOMES,
  outcomeOf,
  type PolicyThresholds,
  RISK_BANDS,
  type RiskBand,
  riskBandOf,
  type Verdict,
} from './decide'
export { isListReason, MAX_REASONS, REASON_CODES, type ReasonCode, reasonMeaning } from './reason-codes'
export { REASON_LABELS, reasonLabel } from './reason-labels'
