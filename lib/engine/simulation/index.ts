/** The simulation: payments, their recorded labels and the truth. Pure and deterministic by seed. */

export { crimeOfShare } from './crime/crime-of-share'
export { parseScenarios } from './scenarios/parse-scenarios'
export { simulateWorld } from './simulate-world'
export { CSV_HEADER, toCsvRow, toTruthRow, TRUTH_HEADER } from './to-csv-row'
export { toScoreBody } from './to-score-body'
export {
  SCENARIO_NAMES,
  TYPOLOGIES,
  type Scenario,
  type SimulatedEvent,
  type SimulatedLabel,
  type SimulatedTransaction,
  type SimulatedTruth,
  type TypologyName,
  type WorldConfig,
} from './types'
export { DEFAULT_CUSTOMERS } from './world-parameters'
