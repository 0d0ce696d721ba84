/** Claims: who looks at which alert now, so that two analysts do not decide the same one. */

export { claimAlert, claimOf } from './claim-alert'
export { claimsOn } from './queries'
export { releaseClaim } from './release-claim'
export { releaseClaims } from './release-claims'
export { takeClaim } from './take-claim'
