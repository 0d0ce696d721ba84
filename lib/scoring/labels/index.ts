/** Labels: what becomes known of a transaction after scoring, recorded with its effect on the entity states. */

export { recordLabels } from './record-labels'
export type { LabelReport } from './current-label'
