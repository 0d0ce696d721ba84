/** Labels: what becomes known about a transaction after it was scored, and what that teaches about its entities. */

export { settleLabels } from './settle-labels'
export type { Verdict } from './standing-label'
