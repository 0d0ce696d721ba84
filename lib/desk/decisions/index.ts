/** Decisions: what analysts say of transactions, one or many at a time, and the undo of it. */
export { decideLocked, recordDecision, recordDecisions } from './decide'
export { decideMatching } from './decide-matching'
export { decideOpenAlerts } from './decide-open-alerts'
export { lockDecisions } from './settle'
export { undoDecision, undoDecisions } from './undo'
