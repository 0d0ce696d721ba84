/** Labels: whether a scored transaction is known to be fraud. Recording a label also updates the entity states. */

export { recordLabels } from './record-labels'
export { currentLabel, type LabelReport } from './current-label'
