/** Change requests: the one way in which thresholds, lists in bulk and the production model change, and what four eyes guard. Server only. */
export { applyDueChanges } from './apply-due-changes'
export { approveChange } from './approve-change'
export { rejectChange, withdrawChange } from './end-change'
export { previewChange, refreshPreview } from './preview-change'
export { countWaiting, getChange, listChanges, listPolicies } from './queries'
export { requestChange } from './request-change'
export { restorePolicy } from './restore-policy'
export { setThreshold } from './set-threshold'
