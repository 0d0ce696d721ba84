/** Claims: who looks at which alert now, so that two analysts do not decide the same one. */

export { claimAlert } from './claim-alert'
export { nextAlert } from './next-alert'
export { claimsOn } from './queries'
export { releaseClaim } from './release-claim'
export { releaseClaims } from './release-claims'
