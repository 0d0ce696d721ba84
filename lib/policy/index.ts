export {
  decide,
  type ListState,
  type Outcome,
  OUTCOMES,
  type PolicyThresholds,
  REASON_CODES,
  RISK_BANDS,
  type RiskBand,
  riskBandOf,
  type Verdict,
} from './decide'
