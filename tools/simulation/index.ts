/** The simulated world: payments, what becomes known of them, and the truth. Pure; the seed decides everything. */

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
