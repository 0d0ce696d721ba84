/** Single-use links to set a new password. */
export { completeReset } from './complete-reset'
export { makeReset } from './make-reset'
export { requestReset } from './request-reset'
