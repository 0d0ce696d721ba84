export { type Decided, recordDecision } from './record-decision'
export { undoDecision } from './undo-decision'
